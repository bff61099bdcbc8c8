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
import io.lossatlas.train.JobPool;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The surfaces of a run: every plane through every trained variant, with every treatment of batch normalisation that the
 * configuration asks for. Two planes are in work at a time, so that the tail of one leaves no core idle.
 */
public final class SurfaceStage implements AutoCloseable {
    private static final int AT_A_TIME = 2;

    private final Cluster cluster;
    private final SurfaceConfig config;
    private final Grid grid;
    private final List<Shard> shards;
    private final EngineFactory engines;
    private final SurfaceProgress progress;
    private final SurfaceListener listener;
    private final AtomicInteger failed = new AtomicInteger();

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
        this.listener = new SurfaceListener(progress);
        spark.sparkContext().addSparkListener(listener);
    }

    /**
     * Computes what is missing around the variants that are trained to the end; others have no surface.
     *
     * @return how many points could not be computed
     */
    public int compute(List<Variant> variants) {
        SparkContext spark = cluster.spark().sparkContext();
        List<Variant> trained = variants.stream()
                .filter(this::isTrained)
                .sorted(Comparator.reverseOrder())
                .toList();
        announce(trained);
        JobPool jobs = new JobPool(spark::cancelAllJobs);
        JobPool.Queue queue = queue(jobs);
        trained.forEach(variant -> start(queue, variant));
        jobs.await();
        return failed();
    }

    /** Tells of the work that lies ahead around variants, trained already or not. */
    public void announce(List<Variant> variants) {
        for (Variant variant : variants) {
            for (long seed : config.directionSeeds()) {
                open(variant, seed).forEach(pending -> pending.announce(progress));
            }
        }
    }

    /** A queue of the pool for this stage's work. */
    public JobPool.Queue queue(JobPool jobs) {
        return jobs.queue(AT_A_TIME);
    }

    /** Hands what is missing around a trained variant to a queue. */
    public void start(JobPool.Queue queue, Variant variant) {
        int step = cluster.run().manifest().variants().get(variant.id()).step();
        for (long seed : config.directionSeeds()) {
            PlaneTask task = new PlaneTask(cluster, config, engines, variant, seed, step, progress);
            queue.submit(() -> failed.addAndGet(task.run(open(variant, seed))));
        }
    }

    /** Tells that a variant that was announced has no surface: its training diverged. */
    public void skip(Variant variant) {
        for (long seed : config.directionSeeds()) {
            open(variant, seed)
                    .forEach(pending -> progress.dropped(pending.key().scope()));
        }
    }

    /** How many points could not be computed so far. */
    public int failed() {
        return failed.get();
    }

    /** Listens no longer. */
    @Override
    public void close() {
        cluster.spark().sparkContext().removeSparkListener(listener);
    }

    private boolean isTrained(Variant variant) {
        VariantRecord record = cluster.run().manifest().variants().get(variant.id());
        return record != null && record.done();
    }

    private List<PendingSurface> open(Variant variant, long seed) {
        return config.bn().stream()
                .map(bn -> new SurfaceKey(Plane.randomId(seed), variant.id(), config.split(), bn))
                .map(key -> new PendingSurface(cluster, key, variant, grid, shards))
                .filter(pending -> !pending.isEmpty())
                .toList();
    }
}
