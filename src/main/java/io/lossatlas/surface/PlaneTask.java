package io.lossatlas.surface;

import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.engine.Engine;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Plane;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import java.util.List;
import org.apache.spark.sql.Row;

/** Draws one plane through one variant, publishes its directions, and brings its surfaces to their end. */
final class PlaneTask {
    private final Cluster cluster;
    private final SurfaceConfig config;
    private final EngineFactory engines;
    private final Variant variant;
    private final long seed;
    private final int step;
    private final SurfaceProgress progress;

    /**
     * A plane.
     *
     * @param seed of the directions
     * @param step at which the weights are taken
     */
    PlaneTask(
            Cluster cluster,
            SurfaceConfig config,
            EngineFactory engines,
            Variant variant,
            long seed,
            int step,
            SurfaceProgress progress) {
        this.cluster = cluster;
        this.config = config;
        this.engines = engines;
        this.variant = variant;
        this.seed = seed;
        this.step = step;
        this.progress = progress;
    }

    /** Completes surfaces of this plane; gives the number of points that could not be computed. */
    int run(List<PendingSurface> surfaces) {
        if (surfaces.isEmpty() && hasDirections()) {
            return 0;
        }
        int height = cluster.data().slice().height();
        int width = cluster.data().slice().width();
        Engine engine = engines.of(variant, height, width);
        Weights weights = StoredWeights.read(cluster.spark(), cluster.run(), variant.id(), step, engine.layout());
        Plane plane = Plane.random(weights, seed, config.normalize(), config.ignore());
        publishDirections(plane, weights);
        int failed = 0;
        for (PendingSurface pending : surfaces) {
            failed += surface(
                    pending,
                    new SurfaceInput(pending.key(), engine, weights.values(), plane, pending.grid(), pending.shards()));
        }
        return failed;
    }

    private String directionsScope() {
        return Plane.randomId(seed) + "/" + variant.id();
    }

    private boolean hasDirections() {
        return !cluster.run()
                .manifest()
                .files(Table.DIRECTIONS, directionsScope())
                .isEmpty();
    }

    private void publishDirections(Plane plane, Weights weights) {
        if (!hasDirections()) {
            List<Row> rows = DirectionRows.of(plane, variant.id(), weights.layout());
            List<FileRecord> files = cluster.publisher().write(Table.DIRECTIONS, directionsScope(), rows);
            cluster.run().commit(draft -> draft.add(Table.DIRECTIONS.folder(), files));
        }
    }

    private int surface(PendingSurface pending, SurfaceInput input) {
        progress.begins(pending.key().scope());
        SurfaceJob job = new SurfaceJob(pending);
        job.compute(input);
        new SurfaceFinisher(pending).finish();
        publishOutcome(pending, input.plane(), job);
        progress.ends(pending.key().scope(), job.failures().size());
        return job.failures().size();
    }

    private void publishOutcome(PendingSurface pending, Plane plane, SurfaceJob job) {
        SurfaceKey key = pending.key();
        SurfaceRecord before = cluster.run().manifest().surfaces().get(key.scope());
        double earlier = before == null ? 0 : before.computeSeconds();
        SurfaceRecord record = new SurfaceRecord(
                pending.grid().points(),
                pending.shards().size(),
                plane.cosine(),
                plane.xNorm(),
                plane.yNorm(),
                earlier + job.engineSeconds());
        List<FileRecord> outdated = cluster.run().manifest().files(Table.FAILURES, key.scope());
        List<Row> rows = job.failures().stream()
                .flatMap(failure -> failure.rows(key, pending.grid()).stream())
                .toList();
        List<FileRecord> files =
                rows.isEmpty() ? List.of() : cluster.publisher().write(Table.FAILURES, key.scope(), rows);
        cluster.run().commitAndDelete(outdated, draft -> {
            draft.surface(key.scope(), record);
            draft.drop(Table.FAILURES.folder(), outdated);
            draft.add(Table.FAILURES.folder(), files);
        });
    }
}
