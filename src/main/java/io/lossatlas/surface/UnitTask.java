package io.lossatlas.surface;

import io.lossatlas.data.Shard;
import io.lossatlas.store.Span;
import io.lossatlas.train.TaskOutOfMemory;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Computes a work unit on an executor: rows of what is computed at each point, point after point. A point that throws is tried once
 * more with a new evaluator; if it throws again it is reported and the unit goes on, since Spark would give up the job
 * after four such tasks. For the same reason a unit whose executor died again and again is not computed but given up
 * here.
 */
final class UnitTask implements FlatMapFunction<Iterator<Span>, Row> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 2;

    /** Attempts of a task that may end with their executor; Spark's limit of failures is twice that. */
    static final int LOSSES = 2;

    private final PointWork work;
    private final Broadcast<SurfaceInput> surface;
    private final Broadcast<EvaluationData> data;
    private final UnitMetrics metrics;

    UnitTask(PointWork work, Broadcast<SurfaceInput> surface, Broadcast<EvaluationData> data, UnitMetrics metrics) {
        this.work = work;
        this.surface = surface;
        this.data = data;
        this.metrics = metrics;
    }

    @Override
    public Iterator<Row> call(Iterator<Span> units) {
        if (!units.hasNext()) {
            return Collections.emptyIterator();
        }
        Span unit = units.next();
        if (TaskContext.get().attemptNumber() >= LOSSES) {
            metrics.gaveUp(unit);
            return Collections.emptyIterator();
        }
        try {
            return new PointRows(unit);
        } catch (OutOfMemoryError e) {
            throw TaskOutOfMemory.of(e);
        }
    }

    /** The rows of a unit, computed as they are asked for. */
    private final class PointRows implements Iterator<Row> {
        private final SurfaceInput input = surface.value();
        private final PointWork.Points points = work.open(input, data.value());
        private final Deque<Row> ready = new ArrayDeque<>();
        private final Span unit;
        private final List<Shard> shards;
        private long next;

        PointRows(Span unit) {
            this.unit = unit;
            this.shards = input.shards().subList(unit.shardFrom(), unit.shardTo());
            this.next = unit.pointFrom();
            TaskCompletionListener end = context -> points.close();
            TaskContext.get().addTaskCompletionListener(end);
        }

        @Override
        public boolean hasNext() {
            while (ready.isEmpty() && next < unit.pointTo()) {
                TaskContext.get().killTaskIfInterrupted();
                computeNext();
            }
            return !ready.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ready.remove();
        }

        private void computeNext() {
            try {
                compute(next++);
            } catch (OutOfMemoryError e) {
                throw TaskOutOfMemory.of(e);
            }
        }

        private void compute(long place) {
            long point = input.points().point(place);
            long start = System.nanoTime();
            for (int attempt = 1; attempt <= ATTEMPTS && ready.isEmpty(); attempt++) {
                try {
                    ready.addAll(points.rows(point, shards));
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS) {
                        metrics.failed(new PointFailure(place, point, unit, ATTEMPTS, e.toString()));
                    }
                    points.startAfresh();
                }
            }
            metrics.point(points.images(shards), System.nanoTime() - start);
        }
    }
}
