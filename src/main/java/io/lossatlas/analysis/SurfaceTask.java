package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.adaptive.Completion;
import java.util.Iterator;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of one surface from all its rows of {@code losses} in any order: {@link #COLUMNS}.
 *
 * @param key of the surface
 * @param type kind of its plane
 * @param grid its points
 * @param shards how many there are
 * @param least how many each point has at least
 * @param completion of a surface of which points are left out; null where all are computed
 * @param guessing loss of guessing one of the data's classes
 */
record SurfaceTask(
        SurfaceKey key, String type, Grid grid, int shards, int least, Completion completion, GuessingLoss guessing)
        implements MetricJob.Task {
    /** Columns of {@code losses} that it reads. */
    static final String[] COLUMNS = {"i", "j", "shard", "examples", "loss_sum", "centre_loss_sum"};

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        ShardLosses losses = new ShardLosses(grid, shards, least, Optional.ofNullable(completion));
        rows.forEachRemaining(row -> losses.put(
                row.getInt(0),
                row.getInt(1),
                row.getInt(2),
                row.getLong(3),
                row.getDouble(4),
                row.isNullAt(5) ? OptionalDouble.empty() : OptionalDouble.of(row.getDouble(5))));
        return SurfaceEstimates.of(type, guessing, losses).stream()
                .map(estimate -> MetricRows.of(
                        key.plane(),
                        key.variant(),
                        key.step(),
                        key.split().text(),
                        key.bn().text(),
                        estimate))
                .iterator();
    }
}
