package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.model.Variant;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.PlannedPlanes;
import io.lossatlas.plane.RunNetworks;
import io.lossatlas.store.Run;
import io.lossatlas.train.JobPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.spark.SparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * The surfaces of a run: every plane through every trained variant, with every treatment of batch normalisation that the
 * configuration asks for. A plane begins when all networks that it takes weights of are trained. Two planes are in work at a
 * time, so that the tail of one leaves no core idle.
 */
public final class SurfaceStage implements AutoCloseable {
    private static final int AT_A_TIME = 2;

    private final Cluster cluster;
    private final RunConfig config;
    private final DataSet data;
    private final List<Shard> shards;
    private final Function<Variant, Engine> engines;
    private final SurfaceProgress progress;
    private final SurfaceListener listener;
    private final List<PlannedPlane> waiting = new ArrayList<>();
    private final Set<String> trained = new HashSet<>();
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
            Function<Variant, Engine> engines,
            SurfaceProgress progress) {
        this.cluster = Cluster.of(spark, run, config.spark(), EvaluationData.of(data, config.surface()));
        this.config = config;
        this.data = data;
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
        List<Variant> ready = variants.stream()
                .filter(this::isTrained)
                .sorted(Comparator.reverseOrder())
                .toList();
        announce(ready);
        JobPool jobs = new JobPool(spark::cancelAllJobs);
        JobPool.Queue queue = queue(jobs);
        ready.forEach(variant -> start(queue, variant));
        jobs.await();
        return failed();
    }

    /** Tells of the work that lies ahead around variants, trained already or not, and with no others. */
    public synchronized void announce(List<Variant> variants) {
        Set<String> ids = new HashSet<>();
        variants.forEach(variant -> ids.add(variant.id()));
        planned().planes().stream()
                .filter(plane -> ids.containsAll(plane.networks()))
                .forEach(plane -> {
                    waiting.add(plane);
                    open(plane).forEach(pending -> pending.announce(progress));
                });
    }

    /** A queue of the pool for this stage's work. */
    public JobPool.Queue queue(JobPool jobs) {
        return jobs.queue(AT_A_TIME);
    }

    /** Takes note that a variant is trained; hands to a queue what is missing of the planes that waited for nothing else. */
    public synchronized void start(JobPool.Queue queue, Variant variant) {
        trained.add(variant.id());
        List<PlannedPlane> ready = waiting.stream()
                .filter(plane -> trained.containsAll(plane.networks()))
                .toList();
        waiting.removeAll(ready);
        for (PlannedPlane plane : ready) {
            PlaneTask task = new PlaneTask(cluster, engines, plane, progress);
            queue.submit(() -> failed.addAndGet(task.run(open(plane))));
        }
    }

    /** Tells that a variant that was announced has no surface, and no plane of others leads to it: its training diverged. */
    public synchronized void skip(Variant variant) {
        List<PlannedPlane> dropped = waiting.stream()
                .filter(plane -> plane.networks().contains(variant.id()))
                .toList();
        waiting.removeAll(dropped);
        dropped.forEach(plane ->
                open(plane).forEach(pending -> progress.dropped(pending.key().scope())));
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

    private PlannedPlanes planned() {
        List<Variant> variants = Variant.of(config.sweep());
        OptionalInt done = cluster.run().manifest().trainedStep();
        int last = done.orElseGet(() -> config.train()
                .length()
                .steps(data.train().count(), config.train().batchSize()));
        return PlannedPlanes.of(config.surface(), new RunNetworks(variants, OptionalInt.of(last), config.train()));
    }

    private List<PendingSurface> open(PlannedPlane plane) {
        return plane.surfaces().stream()
                .map(key -> new PendingSurface(
                        cluster, key, plane.variant(), plane.spec().grid(), shards))
                .filter(pending -> !pending.isEmpty())
                .toList();
    }
}
