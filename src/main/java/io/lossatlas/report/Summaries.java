package io.lossatlas.report;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.max_by;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.not;
import static org.apache.spark.sql.functions.when;

import io.lossatlas.analysis.surface.Convexity;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.surface.Minima;
import io.lossatlas.analysis.MetricRows;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A run in a few numbers, read from its tables. */
public final class Summaries {
    private Summaries() {}

    private record Trained(double trainLoss, double testLoss, double testAccuracy) {
        static final Trained UNKNOWN = new Trained(Double.NaN, Double.NaN, Double.NaN);
    }

    /**
     * One summary for each surface, and one for each variant that has none.
     *
     * @param variants in the order of the summaries
     */
    public static List<Summary> of(SparkSession spark, Run run, List<String> variants) {
        Map<String, Trained> trained = trained(spark, run);
        Map<String, List<Summary>> surfaces = surfaces(spark, run, trained);
        List<Summary> lines = new ArrayList<>();
        for (String variant : variants) {
            lines.addAll(surfaces.getOrDefault(
                    variant,
                    List.of(without(variant, run.manifest(), trained.getOrDefault(variant, Trained.UNKNOWN)))));
        }
        return List.copyOf(lines);
    }

    private static Summary without(String variant, Manifest manifest, Trained trained) {
        VariantRecord record = manifest.variants().get(variant);
        String reason =
                record == null ? "not trained" : record.diverged() ? "diverged at step " + record.step() : "no surface";
        double nan = Double.NaN;
        return new Summary(
                variant, reason, trained.trainLoss, trained.testLoss, trained.testAccuracy, nan, nan, nan, 0, nan, nan);
    }

    private static Map<String, Trained> trained(SparkSession spark, Run run) {
        List<Row> rows = run.read(spark, Table.TRAINING, run.manifest().files(Table.TRAINING))
                .where(col("split").isin("train", "test"))
                .groupBy("variant", "split")
                .agg(atLastStep("loss").as("loss"), atLastStep("accuracy").as("accuracy"))
                .collectAsList();
        Map<String, Trained> trained = new HashMap<>();
        for (Row row : rows) {
            Trained before = trained.getOrDefault(row.getString(0), Trained.UNKNOWN);
            trained.put(
                    row.getString(0),
                    row.getString(1).equals("train")
                            ? new Trained(row.getDouble(2), before.testLoss, before.testAccuracy)
                            : new Trained(before.trainLoss, row.getDouble(2), row.getDouble(3)));
        }
        return trained;
    }

    private static Column atLastStep(String column) {
        return max_by(col(column), col("step"));
    }

    private static Map<String, List<Summary>> surfaces(SparkSession spark, Run run, Map<String, Trained> trained) {
        Column loss = col("loss");
        Column finite = abs(loss).lt(lit(Double.POSITIVE_INFINITY)).and(not(loss.isNaN()));
        Column centre = col("alpha").equalTo(0).and(col("beta").equalTo(0));
        List<Row> rows = run.read(spark, Table.SURFACE, run.manifest().files(Table.SURFACE))
                .groupBy("variant", "plane", "split", "bn")
                .agg(
                        max(when(centre, loss)),
                        min(when(finite, loss)),
                        max(when(finite, loss)),
                        count(when(not(finite), 1)))
                .orderBy("variant", "plane", "split", "bn")
                .collectAsList();
        Map<List<String>, Double> convex = metric(spark, run, Convexity.CONVEX_FRACTION);
        Map<List<String>, Double> minima = metric(spark, run, Minima.MINIMA);
        Map<String, List<Summary>> surfaces = new HashMap<>();
        for (Row row : rows) {
            List<String> key = key(row);
            Trained network = trained.getOrDefault(row.getString(0), Trained.UNKNOWN);
            surfaces.computeIfAbsent(row.getString(0), unused -> new ArrayList<>())
                    .add(new Summary(
                            row.getString(0),
                            "%s %s %s".formatted(row.getString(1), row.getString(2), row.getString(3)),
                            network.trainLoss,
                            network.testLoss,
                            network.testAccuracy,
                            number(row, 4),
                            number(row, 5),
                            number(row, 6),
                            row.getLong(7),
                            convex.getOrDefault(key, Double.NaN),
                            minima.getOrDefault(key, Double.NaN)));
        }
        return surfaces;
    }

    /** A metric of every surface that has it, by variant, plane, split and treatment of batch normalisation. */
    private static Map<List<String>, Double> metric(SparkSession spark, Run run, Metric metric) {
        return run
                .read(spark, Table.METRICS, run.manifest().files(Table.METRICS))
                .where(col("metric").equalTo(metric.name()).and(not(col("plane").equalTo(MetricRows.ALL))))
                .select("variant", "plane", "split", "bn", "value")
                .collectAsList()
                .stream()
                .collect(Collectors.toMap(Summaries::key, row -> row.getDouble(4)));
    }

    private static List<String> key(Row row) {
        return List.of(row.getString(0), row.getString(1), row.getString(2), row.getString(3));
    }

    private static double number(Row row, int column) {
        return row.isNullAt(column) ? Double.NaN : row.getDouble(column);
    }
}
