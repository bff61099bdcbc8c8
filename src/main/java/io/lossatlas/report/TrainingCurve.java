package io.lossatlas.report;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.max;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Loss and accuracy of a network along its training: of long trainings means over as many steps as come to so few
 * points. The arrays are not copied.
 *
 * @param variant id of the network
 * @param split {@code batch}, {@code train} or {@code test}
 * @param steps the mean step of each point
 * @param loss its mean loss; not finite where one of them is not
 * @param accuracy its mean accuracy
 */
public record TrainingCurve(String variant, String split, double[] steps, double[] loss, double[] accuracy) {
    /** Points of a curve at most. */
    static final int MOST_POINTS = 300;

    /** All curves of a run. */
    public static List<TrainingCurve> read(SparkSession spark, Run run) {
        Dataset<Row> history = run.read(spark, Table.TRAINING, run.manifest().files(Table.TRAINING));
        int window = window(history);
        Map<List<String>, List<Row>> curves = new LinkedHashMap<>();
        history.groupBy(
                        col("variant"),
                        col("split"),
                        floor(col("step").divide(window)).as("window"))
                .agg(avg("step").as("at"), avg("loss"), avg("accuracy"))
                .orderBy("variant", "split", "window")
                .drop("window")
                .collectAsList()
                .forEach(row -> curves.computeIfAbsent(
                                List.of(row.getString(0), row.getString(1)), unused -> new ArrayList<>())
                        .add(row));
        return curves.entrySet().stream()
                .map(curve -> of(curve.getKey(), curve.getValue()))
                .toList();
    }

    private static int window(Dataset<Row> history) {
        Row last = history.agg(max("step")).head();
        return last.isNullAt(0) ? 1 : 1 + last.getInt(0) / MOST_POINTS;
    }

    private static TrainingCurve of(List<String> name, List<Row> rows) {
        return new TrainingCurve(
                name.get(0),
                name.get(1),
                column(rows, row -> row.getDouble(2)),
                column(rows, row -> row.getDouble(3)),
                column(rows, row -> row.getDouble(4)));
    }

    private static double[] column(List<Row> rows, ToDoubleFunction<Row> column) {
        return rows.stream().mapToDouble(column).toArray();
    }
}
