package io.lossatlas.surface;

import io.lossatlas.data.Shard;
import io.lossatlas.plane.SurfaceKey;
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
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Computes a work unit on an executor: rows of {@code losses}, point after point. A point that throws is tried once
 * more with a new evaluator; if it throws again it is reported and the unit goes on, since Spark would give up the job
 * after four such tasks. For the same reason a unit whose executor died again and again is not computed but given up
 * here.
 */
final class UnitTask implements FlatMapFunction<Iterator<Span>, Row> {
    private static final long serialVersionUID = 1L;
    private static final int ATTEMPTS = 2;

    /** Attempts of a task that may end with their executor; Spark's limit of failures is twice that. */
    static final int LOSSES = 2;

    private final Broadcast<SurfaceInput> surface;
    private final Broadcast<EvaluationData> data;
    private final UnitMetrics metrics;

    UnitTask(Broadcast<SurfaceInput> surface, Broadcast<EvaluationData> data, UnitMetrics metrics) {
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
            return new LossRows(unit);
        } catch (OutOfMemoryError e) {
            throw TaskOutOfMemory.of(e);
        }
    }

    /** The rows of a unit, computed as they are asked for. */
    private final class LossRows implements Iterator<Row> {
        private final SurfaceInput input = surface.value();
        private final PointEvaluator evaluator = new PointEvaluator(input, data.value());
        private final boolean labelled = data.value().slice().hasLabels();
        private final Deque<Row> ready = new ArrayDeque<>();
        private final Span unit;
        private final List<Shard> shards;
        private long next;

        LossRows(Span unit) {
            this.unit = unit;
            this.shards = input.shards().subList(unit.shardFrom(), unit.shardTo());
            this.next = unit.pointFrom();
            TaskCompletionListener end = context -> evaluator.close();
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

        private void compute(long point) {
            long start = System.nanoTime();
            for (int attempt = 1; attempt <= ATTEMPTS && ready.isEmpty(); attempt++) {
                try {
                    add(point, evaluator.sums(point, shards));
                } catch (RuntimeException e) {
                    if (attempt == ATTEMPTS) {
                        metrics.failed(new PointFailure(point, unit, ATTEMPTS, e.toString()));
                    }
                    evaluator.startAfresh();
                }
            }
            metrics.point(evaluator.images(shards), System.nanoTime() - start);
        }

        private void add(long point, LossSum[] sums) {
            SurfaceKey key = input.key();
            int i = input.grid().i(point);
            int j = input.grid().j(point);
            for (int s = 0; s < sums.length; s++) {
                LossSum sum = sums[s];
                ready.add(RowFactory.create(
                        key.plane(),
                        key.variant(),
                        key.step(),
                        key.split().text(),
                        key.bn().text(),
                        i,
                        j,
                        input.grid().alpha(i),
                        input.grid().beta(j),
                        shards.get(s).index(),
                        sum.examples(),
                        sum.lossSum(),
                        sum.lossSumSq(),
                        labelled ? sum.correct() : null,
                        sum.nonFinite()));
            }
        }
    }
}
