package io.lossatlas.report.page;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A number that sums a surface or a network up, as the table has it.
 *
 * @param interval what {@code low} and {@code high} are, in the table's words
 * @param n how many surfaces, shards or networks the interval comes from
 */
record MetricRow(
        String plane,
        String variant,
        String split,
        String bn,
        String metric,
        double value,
        double low,
        double high,
        String interval,
        long n) {

    /** All rows of a run, in one order. */
    static List<MetricRow> read(SparkSession spark, Run run) {
        return run
                .read(spark, Table.METRICS, run.manifest().files(Table.METRICS))
                .orderBy("metric", "variant", "plane", "split", "bn", "interval")
                .collectAsList()
                .stream()
                .map(MetricRow::of)
                .toList();
    }

    private static MetricRow of(Row row) {
        return new MetricRow(
                row.getAs("plane"),
                row.getAs("variant"),
                row.getAs("split"),
                row.getAs("bn"),
                row.getAs("metric"),
                number(row, "value"),
                number(row, "low"),
                number(row, "high"),
                row.getAs("interval"),
                row.<Long>getAs("n"));
    }

    private static double number(Row row, String column) {
        Double value = row.getAs(column);
        return value == null ? Double.NaN : value;
    }

    /** The estimate with its ends. */
    Interval estimate() {
        return new Interval(value, low, high);
    }
}
