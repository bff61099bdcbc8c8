package io.lossatlas.report;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.plane.SurfaceKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads surfaces to be looked at: of a large grid only every so many points, so that the driver never holds it. */
final class StoredSurfaces {
    /** Points along an axis of a picture, at most. */
    private static final int MOST_POINTS = 301;

    private final SparkSession spark;
    private final Run run;
    private final Normalize normalize;
    private final Grid grid;
    private final int xStep;
    private final int yStep;

    StoredSurfaces(SparkSession spark, Run run, SurfaceConfig config) {
        this.spark = spark;
        this.run = run;
        this.normalize = config.normalize();
        this.grid = new Grid(config.x(), config.y());
        this.xStep = step(config.x());
        this.yStep = step(config.y());
    }

    /** A surface; points that are not published are holes. */
    SurfaceGrid read(SurfaceKey key) {
        double[] alphas =
                coordinates(grid.x().points(), xStep).mapToDouble(grid::alpha).toArray();
        double[] betas =
                coordinates(grid.y().points(), yStep).mapToDouble(grid::beta).toArray();
        double[][] loss = new double[alphas.length][betas.length];
        for (double[] column : loss) {
            Arrays.fill(column, Double.NaN);
        }
        List<Row> rows = run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE, key.scope()))
                .where(col("i").mod(xStep).equalTo(0).and(col("j").mod(yStep).equalTo(0)))
                .select("i", "j", "loss")
                .collectAsList();
        for (Row row : rows) {
            loss[row.getInt(0) / xStep][row.getInt(1) / yStep] = row.getDouble(2);
        }
        return new SurfaceGrid(key, normalize, alphas, betas, loss);
    }

    private static IntStream coordinates(int points, int step) {
        return IntStream.iterate(0, n -> n < points, n -> n + step);
    }

    private static int step(AxisConfig axis) {
        return (axis.points() + MOST_POINTS - 1) / MOST_POINTS;
    }
}
