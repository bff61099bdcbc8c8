package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.Shard;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Plane;
import io.lossatlas.store.Run;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The surfaces of a run: every plane through every trained variant, with every treatment of batch normalisation that the
 * configuration asks for. Two planes are in work at a time, so that the tail of one leaves no core idle.
 */
public final class SurfaceStage {
    private static final int AT_A_TIME = 2;

    private final Cluster cluster;
    private final SurfaceConfig config;
    private final Grid grid;
    private final List<Shard> shards;
    private final EngineFactory engines;
    private final SurfaceProgress progress;

    /**
     * A stage on an open run.
     *
     * @param data the images that the configuration names
     * @param engines what runs the networks
     * @param progress told of every unit
     */
    public SurfaceStage(
            SparkSession spark,
            Run run,
            RunConfig config,
            DataSet data,
            EngineFactory engines,
            SurfaceProgress progress) {
        this.cluster = Cluster.of(spark, run, config.spark(), EvaluationData.of(data, config.surface()));
        this.config = config.surface();
        this.grid = new Grid(config.surface().x(), config.surface().y());
        this.shards = Shard.cut(config.surface().examples(), config.data().shards());
        this.engines = engines;
        this.progress = progress;
    }

    /**
     * Computes what is missing.
     *
     * @param variants of the sweep; those that diverged or are not trained have no surface
     * @return how many points could not be computed
     */
    public int compute(List<Variant> variants) {
        SparkContext spark = cluster.spark().sparkContext();
        SurfaceListener listener = new SurfaceListener(progress);
        spark.addSparkListener(listener);
        try {
            AtomicInteger failed = new AtomicInteger();
            SideBySide.run(AT_A_TIME, tasks(variants, failed), spark::cancelAllJobs);
            return failed.get();
        } finally {
            spark.removeSparkListener(listener);
        }
    }

    private List<Runnable> tasks(List<Variant> variants, AtomicInteger failed) {
        List<Runnable> tasks = new ArrayList<>();
        List<Variant> costliest =
                variants.stream().sorted(Comparator.reverseOrder()).toList();
        for (Variant variant : costliest) {
            VariantRecord trained = cluster.run().manifest().variants().get(variant.id());
            if (trained != null && !trained.diverged()) {
                for (long seed : config.directionSeeds()) {
                    List<Backlog> open = open(variant, seed);
                    open.forEach(backlog -> backlog.announce(progress));
                    PlaneTask task = new PlaneTask(cluster, config, engines, variant, seed, trained.step(), progress);
                    tasks.add(() -> failed.addAndGet(task.run(open)));
                }
            }
        }
        return tasks;
    }

    private List<Backlog> open(Variant variant, long seed) {
        return config.bn().stream()
                .map(bn -> new SurfaceKey(Plane.randomId(seed), variant.id(), config.split(), bn))
                .map(key -> new Backlog(cluster, key, variant, grid, shards))
                .filter(backlog -> !backlog.isEmpty())
                .toList();
    }
}
