package io.lossatlas.surface;

import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import io.lossatlas.surface.unit.UnitPlanner;
import io.lossatlas.surface.unit.UnitSize;
import io.lossatlas.train.JobPool;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Computes what one surface still lacks: waves of work units, each published when its Spark job ends. Two waves are under
 * way at a time, so that while one ends and is published the next has tasks for every core. The driver holds spans of
 * points, never the points.
 */
final class SurfaceJob {
    /** Operations a second of a core, assumed until a first wave has been measured. */
    private static final double NOMINAL_SPEED = 20e9;

    private static final int AT_A_TIME = 2;

    private final Cluster cluster;
    private final PendingSurface pending;
    private final SurfaceInput input;
    private final UnitPlanner planner;
    private final List<PointFailure> failures = new CopyOnWriteArrayList<>();
    private final List<Span> underWay = new ArrayList<>();
    /** Waves hold it to read; who looks for a point that takes its executor down wants no other wave beside. */
    private final ReadWriteLock waves = new ReentrantReadWriteLock();

    private final DoubleAdder engineSeconds = new DoubleAdder();
    private volatile double imagesPerSecond;

    SurfaceJob(PendingSurface pending, SurfaceInput input) {
        this.cluster = pending.cluster();
        this.pending = pending;
        this.input = input;
        this.planner = pending.planner();
        this.imagesPerSecond = NOMINAL_SPEED / pending.operationsPerImage();
    }

    /** Works until nothing is missing but points that could not be computed. */
    void compute() {
        Broadcast<SurfaceInput> surface = cluster.context().broadcast(input);
        String group = SurfaceListener.group(pending.scope());
        JobPool jobs = new JobPool(() -> cluster.spark().sparkContext().cancelJobGroup(group));
        JobPool.Queue queue = jobs.queue(AT_A_TIME);
        for (int n = 0; n < AT_A_TIME; n++) {
            queue.submit(() -> computeWaves(surface));
        }
        jobs.await();
        surface.destroy();
    }

    private void computeWaves(Broadcast<SurfaceInput> surface) {
        for (List<Span> units = claim(); !units.isEmpty(); units = claim()) {
            List<Span> lost = beside(surface, units);
            if (!lost.isEmpty()) {
                requireProgress(units, lost);
                alone(surface, lost);
            }
            release(units);
        }
    }

    private List<Span> beside(Broadcast<SurfaceInput> surface, List<Span> units) {
        waves.readLock().lock();
        try {
            return wave(surface, units);
        } finally {
            waves.readLock().unlock();
        }
    }

    private void alone(Broadcast<SurfaceInput> surface, List<Span> lost) {
        waves.writeLock().lock();
        try {
            new PoisonPointSearch(input.points(), failures, suspects -> wave(surface, suspects)).of(lost);
        } finally {
            waves.writeLock().unlock();
        }
    }

    /** The next units of what is missing and not under way; none when there is no more. */
    private synchronized List<Span> claim() {
        List<Span> missing = pending.missing(input.points(), failures, underWay);
        List<Span> units = missing.isEmpty() ? List.of() : units(missing);
        underWay.addAll(units);
        return units;
    }

    private synchronized void release(List<Span> units) {
        underWay.removeAll(units);
    }

    /** The points that could not be computed. */
    List<PointFailure> failures() {
        return List.copyOf(failures);
    }

    /** Core time spent inside the engine, in seconds. */
    double engineSeconds() {
        return engineSeconds.sum();
    }

    private List<Span> units(List<Span> missing) {
        UnitSize size = UnitSize.of(
                cluster.settings(),
                imagesPerSecond,
                cluster.cores(),
                pending.work(input.points()),
                planner.work(missing));
        return planner.units(missing, size.unitImages(), size.waveImages());
    }

    /** Where every unit takes its executor down, it is not for a point's sake. */
    private static void requireProgress(List<Span> units, List<Span> lost) {
        if (units.size() > 1 && lost.size() == units.size() && units.get(0).points() > 1) {
            throw new IllegalStateException(
                    "each of %d work units lost its executor %d times: see the executors' logs; where memory was short, "
                                    .formatted(units.size(), UnitTask.LOSSES)
                            + "raise spark.executor.memory or spark.executor.memoryOverhead");
        }
    }

    /** Computes and publishes units; gives those that were given up. */
    private List<Span> wave(Broadcast<SurfaceInput> surface, List<Span> units) {
        Table table = pending.work().table();
        UnitMetrics metrics = UnitMetrics.on(cluster.spark().sparkContext(), pending.operationsPerImage());
        SurfaceListener.mark(cluster.spark().sparkContext(), pending.scope(), description(units));
        JavaRDD<Row> rows = cluster.context()
                .parallelize(units, units.size())
                .mapPartitions(new UnitTask(pending.work(), surface, cluster.shared(), metrics));
        Dataset<Row> computed = cluster.spark().createDataFrame(rows, table.schema());
        List<FileRecord> files =
                cluster.publisher().write(table, pending.scope(), computed, unit -> covers(units.get(unit), metrics));
        cluster.run().commit(draft -> draft.add(table.folder(), files));
        failures.addAll(metrics.failed());
        imagesPerSecond = metrics.imagesPerSecond(imagesPerSecond);
        engineSeconds.add(metrics.nanoseconds().value() * 1e-9);
        return metrics.gaveUp();
    }

    /** The points of a unit, less those that failed; none when it was given up. */
    private List<Span> covers(Span unit, UnitMetrics metrics) {
        if (metrics.gaveUp().contains(unit)) {
            return List.of();
        }
        List<Span> covers = new ArrayList<>();
        long from = unit.pointFrom();
        long[] failed = metrics.failed().stream()
                .filter(failure -> failure.unit().equals(unit))
                .mapToLong(PointFailure::place)
                .sorted()
                .toArray();
        for (long place : failed) {
            if (from < place) {
                covers.addAll(input.points().points(unit.points(from, place)));
            }
            from = place + 1;
        }
        if (from < unit.pointTo()) {
            covers.addAll(input.points().points(unit.points(from, unit.pointTo())));
        }
        return covers;
    }

    private String description(List<Span> units) {
        long points = units.stream().mapToLong(Span::points).sum();
        return "surface %s, %d points x %d shards"
                .formatted(pending.title(), points, pending.shards().size());
    }
}
