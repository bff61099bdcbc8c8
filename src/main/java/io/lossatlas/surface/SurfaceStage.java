package io.lossatlas.surface;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.data.DataSet;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.data.Shard;
import io.lossatlas.engine.Engine;
import io.lossatlas.model.MappedNetwork;
import io.lossatlas.plane.GridSize;
import io.lossatlas.plane.PlannedPlane;
import io.lossatlas.plane.PlannedPlanes;
import io.lossatlas.plane.sums.Steering;
import io.lossatlas.store.Run;
import io.lossatlas.train.JobPool;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
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
    private final Steering steering; // null where all points are on all shards
    private final Function<MappedNetwork, Engine> engines;
    private final SurfaceProgress progress;
    private final SurfaceListener listener;
    private final List<PlannedPlane> waiting = new ArrayList<>();
    private final Map<String, MappedNetwork> announced = new HashMap<>();
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
            Function<MappedNetwork, Engine> engines,
            SurfaceProgress progress) {
        this.cluster = Cluster.of(spark, run, config.spark(), EvaluationData.of(data, config.surface()));
        this.config = config;
        this.data = data;
        this.shards = Shard.cut(config.surface().mostExamples(), config.data().shards());
        this.steering = Steering.of(config.surface(), config.data().shards()).orElse(null);
        this.engines = engines;
        this.progress = progress;
        this.listener = new SurfaceListener(progress);
        spark.sparkContext().addSparkListener(listener);
    }

    /**
     * Computes what is missing around the networks that are trained to the end; others have no surface.
     *
     * @return how many points could not be computed
     */
    public int compute(List<? extends MappedNetwork> networks) {
        SparkContext spark = cluster.spark().sparkContext();
        List<? extends MappedNetwork> ready = networks.stream()
                .filter(this::isTrained)
                .sorted(Comparator.comparingLong(this::operations).reversed())
                .toList();
        announce(ready);
        JobPool jobs = new JobPool(spark::cancelAllJobs);
        JobPool.Queue queue = queue(jobs);
        ready.forEach(network -> start(queue, network));
        jobs.await();
        return failed();
    }

    /** Tells of the work that lies ahead around networks, trained already or not, and with no others. */
    public synchronized void announce(List<? extends MappedNetwork> networks) {
        networks.forEach(network -> announced.put(network.id(), network));
        planned().planes().stream()
                .filter(plane -> announced.keySet().containsAll(plane.networks()))
                .forEach(plane -> {
                    waiting.add(plane);
                    open(plane).forEach(pending -> pending.announce(progress));
                });
    }

    /** A queue of the pool for this stage's work. */
    public JobPool.Queue queue(JobPool jobs) {
        return jobs.queue(AT_A_TIME);
    }

    /** Takes note that a network is trained; hands to a queue what is missing of the planes that waited for nothing else. */
    public synchronized void start(JobPool.Queue queue, MappedNetwork network) {
        trained.add(network.id());
        List<PlannedPlane> ready = waiting.stream()
                .filter(plane -> trained.containsAll(plane.networks()))
                .toList();
        waiting.removeAll(ready);
        for (PlannedPlane plane : ready) {
            List<Shard> first = steering == null ? shards : shards.subList(0, steering.least());
            PlaneTask task =
                    new PlaneTask(cluster, () -> engines.apply(network(plane)), plane, data, shards, first, progress);
            queue.submit(() -> failed.addAndGet(task.run(open(plane))));
        }
    }

    /** Tells that a network that was announced has no surface, and no plane of others leads to it: its training diverged. */
    public synchronized void skip(MappedNetwork network) {
        List<PlannedPlane> dropped = waiting.stream()
                .filter(plane -> plane.networks().contains(network.id()))
                .toList();
        waiting.removeAll(dropped);
        dropped.forEach(plane -> open(plane).forEach(pending -> progress.dropped(pending.scope())));
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

    private boolean isTrained(MappedNetwork network) {
        return cluster.run().manifest().trainedStep(network.id()).isPresent();
    }

    private PlannedPlanes planned() {
        return PlannedPlanes.of(config, KnownNetworks.of(config, cluster.run().manifest(), this::plannedSteps));
    }

    private OptionalInt plannedSteps() {
        TrainConfig train = config.train();
        return OptionalInt.of(train.length().steps(data.train().count(), train.batchSize()));
    }

    private MappedNetwork network(PlannedPlane plane) {
        return announced.get(plane.key().variant());
    }

    private long operations(MappedNetwork network) {
        LabelledImages images = cluster.data().slice();
        return network.operations(images.shape(), images.outputs());
    }

    private List<PendingSurface> open(PlannedPlane plane) {
        boolean mapped = config.surface().curvature() == SurfaceCurvature.EXTREMES;
        long operations = operations(network(plane));
        GridSize size = plane.spec().size();
        List<Shard> slice = Shard.cut(config.surface().examples(), 1);
        int iterations = config.surface().curvatureIterations();
        double tolerance = config.surface().adaptiveTolerance();
        Stream<PendingSurface> surfaces = plane.surfaces().stream()
                .map(key -> new PendingSurface(
                        cluster, PointWork.LOSSES, key, operations, size, shards, 0, tolerance, steering));
        Stream<PendingSurface> maps = plane.surfaces().stream()
                .filter(key -> mapped)
                .map(key -> new PendingSurface(
                        cluster, PointWork.EXTREMES, key, operations, size, slice, iterations, 0, null));
        return Stream.concat(surfaces, maps)
                .filter(pending -> !pending.isEmpty())
                .toList();
    }
}
