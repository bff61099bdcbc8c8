package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.Shard;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Run;
import io.lossatlas.train.JobPool;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The surfaces of a run: every plane through every trained variant, with every treatment of batch normalisation that
 * the configuration asks for. Two planes are in work at a time, so that the tail of one leaves no core idle.
 */
public final class SurfaceStage implements AutoCloseable {
    private static final int AT_A_TIME = 2;

    private final Cluster cluster;
    private final SurfaceConfig config;
    private final Grid grid;
    private final List<Shard> shards;
    private final IntSupplier lastStep;
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
        this.lastStep = () -> config.train()
                .length()
                .steps(data.train().count(), config.train().batchSize());
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
            open(variant).forEach(pending -> pending.announce(progress));
        }
    }

    /** A queue of the pool for this stage's work. */
    public JobPool.Queue queue(JobPool jobs) {
        return jobs.queue(AT_A_TIME);
    }

    /** Hands what is missing around a trained variant to a queue. */
    public void start(JobPool.Queue queue, Variant variant) {
        for (long seed : config.directionSeeds()) {
            PlaneKey plane = new PlaneKey(Plane.randomId(seed), variant.id(), lastStep(variant));
            PlaneTask task = new PlaneTask(cluster, config, engines, variant, seed, plane, progress);
            queue.submit(() -> failed.addAndGet(task.run(open(variant, plane))));
        }
    }

    /** Tells that a variant that was announced has no surface: its training diverged. */
    public void skip(Variant variant) {
        open(variant).forEach(pending -> progress.dropped(pending.key().scope()));
    }

    /** How many points could not be computed so far. */
    public int failed() {
        return failed.get();
    }

    /** Stops listening to Spark. */
    @Override
    public void close() {
        cluster.spark().sparkContext().removeSparkListener(listener);
    }

    private boolean isTrained(Variant variant) {
        return cluster.run().manifest().trainedStep(variant.id()).isPresent();
    }

    private int lastStep(Variant variant) {
        return cluster.run().manifest().trainedStep(variant.id()).orElseGet(lastStep);
    }

    private List<PendingSurface> open(Variant variant, PlaneKey plane) {
        return open(variant).stream()
                .filter(pending -> pending.key().planeKey().equals(plane))
                .toList();
    }

    private List<PendingSurface> open(Variant variant) {
        return SurfaceKey.around(config, variant.id(), lastStep(variant)).stream()
                .map(key -> new PendingSurface(cluster, key, variant, grid, shards))
                .filter(pending -> !pending.isEmpty())
                .toList();
    }
}
