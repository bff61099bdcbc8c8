package io.lossatlas.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.GradientSlopes;
import io.lossatlas.analysis.network.TrainingHistory;
import io.lossatlas.analysis.network.TrainingHistory.Evaluation;
import io.lossatlas.config.Split;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of one trained network on an executor, from its rows of {@code gradients} and {@code training} in any
 * order, brought into one form by {@link #facts}.
 *
 * @param variant its id
 */
record NetworkTask(String variant) implements MapPartitionsFunction<Row, Row> {
    private static final String GRADIENT = "gradient";

    /** Gradient norms of the main path through the first ten steps, and losses on the fixed slices. */
    static Dataset<Row> facts(Dataset<Row> gradients, Dataset<Row> training) {
        Dataset<Row> norms = gradients
                .where(col("step").leq(GradientSlopes.STEPS).and(not(col("name").endsWith("/proj"))))
                .select(lit(GRADIENT), col("step"), col("layer"), col("grad_norm"), lit(Double.NaN), lit(1));
        Dataset<Row> losses = training.where(col("split").isin(Split.TRAIN.text(), Split.TEST.text()))
                .select(col("split"), col("step"), lit(0), col("loss"), col("accuracy"), col("examples"));
        return norms.union(losses);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> facts) {
        SortedMap<Integer, SortedMap<Integer, Double>> norms = new TreeMap<>();
        SortedMap<String, Evaluation> ends = new TreeMap<>();
        facts.forEachRemaining(row -> {
            if (row.getString(0).equals(GRADIENT)) {
                norms.computeIfAbsent(row.getInt(1), step -> new TreeMap<>()).put(row.getInt(2), row.getDouble(3));
            } else {
                Evaluation last = new Evaluation(row.getInt(1), row.getDouble(3), row.getDouble(4), row.getInt(5));
                ends.merge(row.getString(0), last, (one, other) -> one.step() > other.step() ? one : other);
            }
        });
        TrainingHistory history = new TrainingHistory(
                norms,
                ends.getOrDefault(Split.TRAIN.text(), Evaluation.NONE),
                ends.getOrDefault(Split.TEST.text(), Evaluation.NONE));
        return MetricValues.of(Metrics.OF_NETWORKS, history).exact().entrySet().stream()
                .map(entry -> Estimate.exact(entry.getKey(), entry.getValue()))
                .map(estimate ->
                        MetricRows.of(MetricRows.NONE, variant, null, MetricRows.NONE, MetricRows.NONE, estimate))
                .iterator();
    }
}
