package io.lossatlas.surface;

import io.lossatlas.curvature.HessianVectors;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.LaidPlane;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.WeightsKey;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.ParameterRows;
import io.lossatlas.store.PlaneRecord;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import io.lossatlas.surface.unit.PointSelection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Row;

/** Lays one plane through one network, publishes its directions and the weights that lie in it, and brings its surfaces to their end. */
final class PlaneTask {
    private final Cluster cluster;
    private final Supplier<Engine> network;
    private final PlannedPlane planned;
    private final PlaneKey key;
    private final DataSet data;
    private final List<Shard> shards;
    private final List<Shard> first;
    private final SurfaceProgress progress;

    /**
     * A plane whose networks are trained.
     *
     * @param shards of the evaluation slice
     * @param first those that a range is measured on
     */
    PlaneTask(
            Cluster cluster,
            Supplier<Engine> network,
            PlannedPlane planned,
            DataSet data,
            List<Shard> shards,
            List<Shard> first,
            SurfaceProgress progress) {
        this.cluster = cluster;
        this.network = network;
        this.planned = planned;
        this.key = planned.key();
        this.data = data;
        this.shards = shards;
        this.first = first;
        this.progress = progress;
    }

    /** Completes surfaces of this plane; gives the number of points that could not be computed. */
    int run(List<PendingSurface> surfaces) {
        List<SurfaceKey> paths = missingPaths();
        if (surfaces.isEmpty() && hasDirections() && paths.isEmpty()) {
            return 0;
        }
        Engine engine = network.get();
        Weights centre = weights(new WeightsKey(key.variant(), key.step()), engine.layout());
        List<Weights> others = planned.others().stream()
                .map(other -> weights(other, engine.layout()))
                .toList();
        LaidPlane laid = lay(engine, centre, others);
        PathJob path = new PathJob(cluster, engine, planned, laid, centre, others);
        paths.forEach(surface -> path.publish(surface, shards));
        int failed = 0;
        for (PendingSurface pending : surfaces) {
            failed += surface(
                    pending,
                    new SurfaceInput(
                            pending.key(),
                            engine,
                            centre.values(),
                            laid.plane(),
                            laid.grid(),
                            PointSelection.all(laid.grid().points()),
                            pending.shards(),
                            pending.iterations(),
                            null));
        }
        return failed;
    }

    /** Surfaces of which it is not published yet where the weights lie that the plane takes beside the centre. */
    private List<SurfaceKey> missingPaths() {
        return planned.others().isEmpty()
                ? List.of()
                : planned.surfaces().stream()
                        .filter(surface -> cluster.run()
                                .manifest()
                                .files(Table.PATHS, surface.scope())
                                .isEmpty())
                        .toList();
    }

    /** As it is published, or else anew. */
    private LaidPlane lay(Engine engine, Weights centre, List<Weights> others) {
        if (hasDirections()) {
            Plane plane = StoredWeights.directions(cluster.spark(), cluster.run(), key, engine.layout());
            return LaidPlane.again(
                    planned.spec(), plane, cluster.run().manifest().grid(key), centre, others);
        }
        HessianVectors vectors = new HessianVectors(cluster.context(), cluster.run(), cluster.publisher(), key.scope());
        Measuring measuring = new Measuring(cluster, engine, planned, centre, first, data, vectors, progress);
        LaidPlane laid = LaidPlane.of(planned.spec(), centre, others, measuring);
        publishDirections(laid, centre, vectors.files());
        return laid;
    }

    private Weights weights(WeightsKey of, ParameterLayout layout) {
        return StoredWeights.read(cluster.spark(), cluster.run(), of.variant(), of.step(), layout);
    }

    private boolean hasDirections() {
        return !cluster.run().manifest().files(Table.DIRECTIONS, key.scope()).isEmpty();
    }

    private void publishDirections(LaidPlane laid, Weights weights, List<FileRecord> outdated) {
        Plane plane = laid.plane();
        List<Row> rows = new ArrayList<>();
        for (Axis axis : plane.axes()) {
            rows.addAll(ParameterRows.of(
                    weights.layout(), plane.direction(axis), key.plane(), key.variant(), key.step(), axis.text()));
        }
        List<FileRecord> files = cluster.publisher().write(Table.DIRECTIONS, key.scope(), rows);
        cluster.run().commitAndDelete(outdated, draft -> {
            draft.plane(key.plane(), PlaneRecord.of(planned.spec()));
            if (planned.spec().grid().isEmpty()) {
                draft.grid(key.scope(), laid.grid());
            }
            draft.drop(RunFolder.PRODUCTS, outdated);
            draft.add(Table.DIRECTIONS.folder(), files);
        });
    }

    private int surface(PendingSurface pending, SurfaceInput input) {
        progress.begins(pending.scope());
        if (pending.steering() != null) {
            return steered(pending, input);
        }
        return pending.tolerance() > 0 ? adaptive(pending, input) : whole(pending, input);
    }

    private int steered(PendingSurface pending, SurfaceInput input) {
        SteeredJob job = new SteeredJob(pending, input, progress);
        job.compute((now, seconds) -> publishRecord(pending, input, seconds, null, now));
        new SurfaceFinisher(pending).finish();
        return end(pending, input, job.failures());
    }

    private int whole(PendingSurface pending, SurfaceInput input) {
        SurfaceJob job = new SurfaceJob(pending, input);
        job.compute();
        SurfaceFinisher finisher = new SurfaceFinisher(pending);
        if (pending.work() == PointWork.LOSSES) {
            finisher.finish();
            publishRecord(pending, input, job.engineSeconds(), null, null);
        } else {
            finisher.bringTogether();
        }
        return end(pending, input, job.failures());
    }

    private int adaptive(PendingSurface pending, SurfaceInput input) {
        AdaptiveJob job = new AdaptiveJob(pending, input, progress);
        long wanted = job.compute();
        new SurfaceFinisher(pending).finish();
        publishRecord(
                pending, input, job.engineSeconds(), new SurfaceRecord.Adaptive(pending.tolerance(), wanted), null);
        return end(pending, input, job.failures());
    }

    private int end(PendingSurface pending, SurfaceInput input, List<PointFailure> failures) {
        publishFailures(pending, input, failures);
        progress.ends(pending.scope(), failures.size());
        return failures.size();
    }

    private void publishRecord(
            PendingSurface pending,
            SurfaceInput input,
            double engineSeconds,
            SurfaceRecord.Adaptive adaptive,
            SurfaceRecord.Steered steered) {
        String scope = pending.scope();
        SurfaceRecord before = cluster.run().manifest().surfaces().get(scope);
        double earlier = before == null ? 0 : before.computeSeconds();
        SurfaceRecord record = new SurfaceRecord(
                pending.size().points(),
                pending.shards().size(),
                input.plane().cosine(),
                input.plane().xNorm(),
                input.plane().yNorm(),
                earlier + engineSeconds,
                adaptive,
                steered);
        cluster.run().commit(draft -> draft.surface(scope, record));
    }

    /** In place of those of an earlier attempt. */
    private void publishFailures(PendingSurface pending, SurfaceInput input, List<PointFailure> failed) {
        String scope = pending.scope();
        List<FileRecord> outdated = cluster.run().manifest().files(Table.FAILURES, scope);
        List<Row> rows = failed.stream()
                .flatMap(failure -> failure.rows(pending.key(), pending.work(), input.grid()).stream())
                .toList();
        if (outdated.isEmpty() && rows.isEmpty()) {
            return;
        }
        List<FileRecord> files =
                rows.isEmpty() ? List.of() : cluster.publisher().write(Table.FAILURES, scope, rows);
        cluster.run().commitAndDelete(outdated, draft -> {
            draft.drop(Table.FAILURES.folder(), outdated);
            draft.add(Table.FAILURES.folder(), files);
        });
    }
}
