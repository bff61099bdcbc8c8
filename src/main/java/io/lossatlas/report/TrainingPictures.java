package io.lossatlas.report;

import io.lossatlas.report.figure.GradientPicture;
import io.lossatlas.report.figure.TrainingPicture;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;

/** The pictures of the training: gradients and curves, one of each for all depths of a width, seed and learning rate. */
final class TrainingPictures {
    private static final int MOST_STEPS = 64;

    private final SparkSession spark;
    private final Run run;
    private final Publisher publisher;

    TrainingPictures(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
        this.publisher = new Publisher(spark, run.folder());
    }

    /** Draws and writes them; they are the caller's to publish. */
    List<FileRecord> write() {
        List<FileRecord> drawn = new ArrayList<>();
        groups().forEach((rest, variants) -> {
            List<GradientGrid> grids = variants.stream()
                    .map(variant -> GradientGrid.read(spark, run, variant, MOST_STEPS))
                    .filter(grid -> !grid.empty())
                    .limit(GradientPicture.MOST_PANELS)
                    .toList();
            if (!grids.isEmpty()) {
                drawn.add(file("gradients", rest, GradientPicture.png(grids)));
            }
        });
        List<TrainingCurve> curves = TrainingCurve.read(spark, run);
        groups().forEach((rest, variants) -> {
            List<TrainingCurve> test = variants.stream()
                    .flatMap(variant -> curves.stream()
                            .filter(curve -> curve.variant().equals(variant)
                                    && curve.split().equals("test")))
                    .toList();
            if (!test.isEmpty()) {
                drawn.add(file("training", rest, TrainingPicture.png(test)));
            }
        });
        return List.copyOf(drawn);
    }

    private Map<String, List<String>> groups() {
        return run.manifest().variants().keySet().stream()
                .map(Network::named)
                .sorted(Network.ORDER)
                .collect(Collectors.groupingBy(
                        Network::rest, TreeMap::new, Collectors.mapping(Network::id, Collectors.toList())));
    }

    private FileRecord file(String what, String rest, byte[] png) {
        String path = "%s/%s-%s.png".formatted(RunFolder.PICTURES, what, rest.replaceAll("[^\\w.-]", "_"));
        return publisher.write(path, rest, out -> out.write(png));
    }
}
