package io.lossatlas.surface;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Span;
import java.io.Serializable;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A grid point that could not be computed.
 *
 * @param place among the points that were worked on
 * @param point its index in the grid
 * @param unit the work unit that it belonged to, by places
 * @param attempts how often it was tried
 * @param cause class and message of the last error
 */
public record PointFailure(long place, long point, Span unit, int attempts, String cause) implements Serializable {

    /** The part of what was worked on that it leaves uncomputed. */
    Span span() {
        return unit.points(place, place + 1);
    }

    /** Rows of {@code failures}, one for each of the unit's shards; of second derivatives with their operator. */
    List<Row> rows(SurfaceKey key, PointWork work, Grid grid) {
        return IntStream.range(unit.shardFrom(), unit.shardTo())
                .mapToObj(shard -> RowFactory.create(
                        key.plane(),
                        key.variant(),
                        key.step(),
                        key.split().text(),
                        key.bn().text(),
                        grid.i(point),
                        grid.j(point),
                        shard,
                        attempts,
                        cause,
                        work.operator()))
                .toList();
    }
}
