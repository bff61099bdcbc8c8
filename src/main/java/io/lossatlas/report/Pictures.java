package io.lossatlas.report;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.RunConfig;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.ContourPicture;
import io.lossatlas.report.figure.LinePicture;
import io.lossatlas.report.figure.LogScale;
import io.lossatlas.report.figure.OverviewPicture;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.Surface;
import io.lossatlas.results.SurfaceSummary;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/**
 * The pictures of a run: gradients and curves of the training, contours of each surface that it holds, curves of those that are lines of points, losses along
 * paths, spectra and maps of curvature. All contours of one kind of plane with the same treatment of batch normalisation are on one scale,
 * so that colours compare.
 */
public final class Pictures {
    /** Points along an axis of a picture, at most. */
    private static final int MOST_POINTS = 301;

    private final Run run;
    private final RunConfig config;
    private final SparkSession spark;
    private final Results results;

    /** Of an open run and its results. */
    public Pictures(SparkSession spark, Run run, Results results) {
        this.run = run;
        this.config = results.config();
        this.spark = spark;
        this.results = results;
    }

    /** Draws and publishes all pictures, in place of those that were there; gives their files. */
    public List<FileRecord> publish() {
        PictureFiles files = new PictureFiles(new Publisher(spark, run.folder()));
        new TrainingPictures(results).write(files);
        for (BnMode bn : config.surface().bn()) {
            List<Surface> grids = published(bn).stream().map(this::surface).toList();
            grids.stream()
                    .filter(grid -> !LinePicture.fits(grid))
                    .collect(Collectors.groupingBy(this::type, TreeMap::new, Collectors.toList()))
                    .values()
                    .forEach(areas -> areas(areas, files));
            grids.stream()
                    .filter(LinePicture::fits)
                    .forEach(line -> files.write(
                            results.fileName(line.key()),
                            line.key().scope(),
                            new LinePicture(
                                    line,
                                    results.otherEnd(line.key().plane()),
                                    results.guessing(),
                                    results.path(line.key()))));
        }
        new LandscapePictures(results).write(files);
        return publish(files.written());
    }

    private String type(Surface surface) {
        return run.manifest().plane(surface.key().plane()).type();
    }

    /** All of one kind of plane. */
    private void areas(List<Surface> areas, PictureFiles files) {
        LogScale scale = LogScale.of(areas);
        areas.forEach(area -> files.write(
                results.fileName(area.key()),
                area.key().scope(),
                new ContourPicture(area, scale, results.guessing(), results.path(area.key()))));
        overviews(areas, scale, files);
    }

    private List<FileRecord> publish(List<FileRecord> drawn) {
        List<FileRecord> before = run.manifest().files(RunFolder.PICTURES);
        List<String> paths = drawn.stream().map(FileRecord::path).toList();
        List<FileRecord> gone =
                before.stream().filter(file -> !paths.contains(file.path())).toList();
        run.commitAndDelete(gone, draft -> {
            draft.drop(RunFolder.PICTURES, before);
            draft.add(RunFolder.PICTURES, drawn);
        });
        return drawn;
    }

    /** For each plane with several variants one picture of them all, the first so many of a large sweep. */
    private void overviews(List<Surface> grids, LogScale scale, PictureFiles files) {
        Map<String, List<Surface>> planes = grids.stream()
                .filter(grid -> results.isCurrent(grid.key()))
                .collect(Collectors.groupingBy(grid -> grid.key().plane(), TreeMap::new, Collectors.toList()));
        planes.forEach((plane, all) -> {
            List<Surface> some = all.subList(0, Math.min(OverviewPicture.MOST_PANELS, all.size()));
            if (some.size() > 1) {
                SurfaceKey key = some.get(0).key();
                String name = "overview-%s-%s-%s"
                        .formatted(plane, key.split().text(), key.bn().text());
                files.write(name, plane, new OverviewPicture(some, scale, results.guessing(), results::path));
            }
        });
    }

    private List<SurfaceKey> published(BnMode bn) {
        return results.summaries().stream()
                .map(SurfaceSummary::key)
                .filter(key -> key.bn() == bn)
                .toList();
    }

    private Surface surface(SurfaceKey key) {
        return results.surface(key, Sampling.across(results.grid(key), MOST_POINTS));
    }
}
