package io.lossatlas.report.page;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.countDistinct;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.substring;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Points that could not be computed.
 *
 * @param points how many, over all surfaces
 * @param first their causes, the first so many, a row for each surface and cause
 */
record Failures(long points, List<List<String>> first) {
    /** The columns of the rows. */
    static final List<String> HEADER =
            List.of("variant", "plane", "split", "batch norm", "points", "most attempts", "cause");

    private static final int MOST_ROWS = 50;
    private static final int MOST_LETTERS = 400;

    static Failures read(SparkSession spark, Run run) {
        Dataset<Row> failures = run.read(spark, Table.FAILURES, run.manifest().files(Table.FAILURES));
        List<List<String>> first = failures
                .withColumn("cause", substring(coalesce(col("cause"), lit("")), 1, MOST_LETTERS))
                .groupBy("variant", "plane", "split", "bn", "cause")
                .agg(countDistinct("i", "j").as("points"), max("attempts").as("attempts"))
                .orderBy("variant", "plane", "split", "bn", "cause")
                .limit(MOST_ROWS)
                .collectAsList()
                .stream()
                .map(Failures::texts)
                .toList();
        long points = failures.select("variant", "plane", "split", "bn", "i", "j")
                .distinct()
                .agg(count(lit(1)))
                .head()
                .getLong(0);
        return new Failures(points, first);
    }

    private static List<String> texts(Row row) {
        return List.of(
                row.getAs("variant"),
                row.getAs("plane"),
                row.getAs("split"),
                row.getAs("bn"),
                Numbers.count(row.<Long>getAs("points")),
                Integer.toString(row.getAs("attempts")),
                row.getAs("cause"));
    }
}
