package io.lossatlas.report.page;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * The points of a surface that a page draws.
 *
 * @param variant id of the network
 * @param plane like {@code random-s1}
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 * @param points base64 of seven bytes for each point, alpha by alpha: loss (three), its standard error (two), accuracy (two,
 *     see {@link Packed}); a point that is not published has neither accuracy nor loss
 */
record SurfaceData(String variant, String plane, String split, String bn, String points) {
    private static final int NUMBERS = 3;

    /** Reads a surface; the driver holds the points that are drawn and no others. */
    static SurfaceData read(SparkSession spark, Run run, Landscape of, List<Sampling> sampling) {
        Sampling x = sampling.get(0);
        Sampling y = sampling.get(1);
        double[][] points = new double[x.count() * y.count()][NUMBERS];
        for (double[] point : points) {
            Arrays.fill(point, Double.NaN);
        }
        run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE, of.scope()))
                .where(col("i").mod(x.step())
                        .equalTo(x.first())
                        .and(col("j").mod(y.step()).equalTo(y.first())))
                .select("i", "j", "loss", "loss_se", "accuracy")
                .collectAsList()
                .forEach(row -> points[x.place(row.getInt(0)) * y.count() + y.place(row.getInt(1))] = numbers(row));
        Packed packed = new Packed();
        for (double[] point : points) {
            packed.number(point[0]).coarse(point[1]).share(point[2]);
        }
        return new SurfaceData(of.network().id(), of.plane(), of.split(), of.bn(), packed.base64());
    }

    private static double[] numbers(Row row) {
        return new double[] {row.getDouble(2), row.getDouble(3), row.getDouble(4)};
    }
}
