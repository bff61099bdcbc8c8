package io.lossatlas.report.export;

import io.lossatlas.plane.Grid;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A surface as numbers alone: the value of point {@code (i, j)} is at {@code i * ny + j}. A point that is not published has
 * no examples and NaN for a loss. The arrays are not copied.
 *
 * @param alphas {@code double[nx]}
 * @param betas {@code double[ny]}
 * @param loss {@code double[nx * ny]}, and so are all that follow
 * @param lossSe standard errors
 * @param accuracy shares of right answers
 * @param nonFinite examples whose loss is not finite
 * @param examples that the loss is the mean of
 */
record SurfaceArrays(
        double[] alphas,
        double[] betas,
        double[] loss,
        double[] lossSe,
        double[] accuracy,
        long[] nonFinite,
        long[] examples) {
    /** Points that a surface may have to be held in memory. */
    static final int MOST_POINTS = 1 << 21;

    /** Collects the rows of one surface, one at a time. */
    static SurfaceArrays of(Grid grid, Dataset<Row> rows) {
        int points = Math.toIntExact(grid.points());
        SurfaceArrays arrays = new SurfaceArrays(
                IntStream.range(0, grid.x().points()).mapToDouble(grid::alpha).toArray(),
                IntStream.range(0, grid.y().points()).mapToDouble(grid::beta).toArray(),
                holes(points),
                holes(points),
                holes(points),
                new long[points],
                new long[points]);
        Iterator<Row> each = rows.select("i", "j", "loss", "loss_se", "accuracy", "non_finite", "examples")
                .toLocalIterator();
        while (each.hasNext()) {
            Row row = each.next();
            int at = (int) grid.index(row.getInt(0), row.getInt(1));
            arrays.loss[at] = row.getDouble(2);
            arrays.lossSe[at] = row.getDouble(3);
            arrays.accuracy[at] = row.getDouble(4);
            arrays.nonFinite[at] = row.getLong(5);
            arrays.examples[at] = row.getLong(6);
        }
        return arrays;
    }

    int nx() {
        return alphas.length;
    }

    int ny() {
        return betas.length;
    }

    int points() {
        return loss.length;
    }

    private static double[] holes(int points) {
        double[] values = new double[points];
        Arrays.fill(values, Double.NaN);
        return values;
    }
}
