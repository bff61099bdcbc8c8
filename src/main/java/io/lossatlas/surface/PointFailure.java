package io.lossatlas.surface;

import io.lossatlas.store.Span;
import java.io.Serializable;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * A grid point that could not be computed.
 *
 * @param point its index in the grid
 * @param unit the work unit that it belonged to
 * @param attempts how often it was tried
 * @param cause class and message of the last error
 */
public record PointFailure(long point, Span unit, int attempts, String cause) implements Serializable {

    /** A row of {@code failures} for one shard. */
    Row toRow(SurfaceKey key, int i, int j, int shard) {
        return RowFactory.create(
                key.plane(), key.variant(), key.split().text(), key.bn().text(), i, j, shard, attempts, cause);
    }
}
