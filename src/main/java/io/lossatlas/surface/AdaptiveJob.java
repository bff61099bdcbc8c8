package io.lossatlas.surface;

import io.lossatlas.plane.adaptive.Refinement;
import io.lossatlas.plane.adaptive.Refinement.Wanted;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Span;
import io.lossatlas.surface.unit.PointSelection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Computes a surface of which points are left out, level by level: what is wanted next follows from losses that are published. The
 * driver holds the loss of each point.
 */
final class AdaptiveJob {
    private final PendingSurface pending;
    private final SurfaceInput input;
    private final SurfaceProgress progress;
    private final Refinement refinement;
    private final double[] loss;
    private final BitSet known = new BitSet();
    private final List<PointFailure> failures = new ArrayList<>();
    private double engineSeconds;

    AdaptiveJob(PendingSurface pending, SurfaceInput input, SurfaceProgress progress) {
        this.pending = pending;
        this.input = input;
        this.progress = progress;
        this.refinement = new Refinement(pending.size(), input.grid().centre(), pending.tolerance());
        this.loss = new double[Math.toIntExact(pending.size().points())];
        Arrays.fill(loss, Double.NaN);
    }

    /** Works until nothing is left to decide; gives how many points are wanted, those that could not be computed among them. */
    long compute() {
        double imagesPerPoint = pending.work(PointSelection.all(1));
        for (Wanted wanted = wanted(); ; wanted = wanted()) {
            long all = wanted.all().cardinality();
            if (wanted.isSettled()) {
                progress.settles(pending.scope(), all, imagesPerPoint);
                return all;
            }
            PointSelection points = PointSelection.of(wanted.points());
            progress.wants(pending.scope(), all, imagesPerPoint);
            if (!pending.missing(points, List.of(), List.of()).isEmpty()) {
                compute(points);
            }
            read(points);
        }
    }

    /** What cannot be computed is a hole to who decides. */
    private void compute(PointSelection points) {
        SurfaceJob job = new SurfaceJob(pending, input.of(points));
        job.compute();
        engineSeconds += job.engineSeconds();
        failures.addAll(job.failures());
        job.failures().forEach(failure -> known.set((int) failure.point()));
    }

    /** The points that could not be computed. */
    List<PointFailure> failures() {
        return List.copyOf(failures);
    }

    /** Core time spent inside the engine, in seconds. */
    double engineSeconds() {
        return engineSeconds;
    }

    private Wanted wanted() {
        return refinement.next(loss, known);
    }

    /** Takes the losses of points from the tables. */
    private void read(PointSelection points) {
        List<FileRecord> files = pending.files(points);
        SurfaceListener.mark(
                pending.cluster().spark().sparkContext(), pending.scope(), "read levels of " + pending.title());
        int shards = pending.shards().size();
        for (Row row : new SurfaceFinisher(pending).losses(files)) {
            int point = (int) input.grid().index(row.getInt(0), row.getInt(1));
            loss[point] = row.getDouble(2);
        }
        List<Span> covers =
                files.stream().flatMap(file -> file.covers().stream()).toList();
        for (Span place : points.places(Coverage.whole(pending.size().points(), shards, covers))) {
            for (long n = place.pointFrom(); n < place.pointTo(); n++) {
                known.set((int) points.point(n));
            }
        }
    }
}
