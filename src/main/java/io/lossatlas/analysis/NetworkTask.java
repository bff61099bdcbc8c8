package io.lossatlas.analysis;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.lossatlas.config.Split;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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
    private static final int STEPS = 10;

    /** Loss and accuracy on a slice after the last step. */
    private record Last(int step, double loss, double accuracy, long examples) {
        static final Last NONE = new Last(-1, Double.NaN, Double.NaN, 0);
    }

    /** Gradient norms of the main path through the first ten steps, and losses on the fixed slices. */
    static Dataset<Row> facts(Dataset<Row> gradients, Dataset<Row> training) {
        Dataset<Row> norms = gradients
                .where(col("step").leq(STEPS).and(not(col("name").endsWith("/proj"))))
                .select(lit(GRADIENT), col("step"), col("layer"), col("grad_norm"), lit(Double.NaN), lit(1));
        Dataset<Row> losses = training.where(col("split").isin(Split.TRAIN.text(), Split.TEST.text()))
                .select(col("split"), col("step"), lit(0), col("loss"), col("accuracy"), col("examples"));
        return norms.union(losses);
    }

    @Override
    public Iterator<Row> call(Iterator<Row> facts) {
        SortedMap<Integer, SortedMap<Integer, Double>> norms = new TreeMap<>();
        SortedMap<String, Last> ends = new TreeMap<>();
        facts.forEachRemaining(row -> {
            if (row.getString(0).equals(GRADIENT)) {
                norms.computeIfAbsent(row.getInt(1), step -> new TreeMap<>()).put(row.getInt(2), row.getDouble(3));
            } else {
                Last last = new Last(row.getInt(1), row.getDouble(3), row.getDouble(4), row.getInt(5));
                ends.merge(row.getString(0), last, (one, other) -> one.step > other.step ? one : other);
            }
        });
        List<Estimate> estimates = new ArrayList<>();
        slopes(norms, estimates);
        ends(
                ends.getOrDefault(Split.TRAIN.text(), Last.NONE),
                ends.getOrDefault(Split.TEST.text(), Last.NONE),
                estimates);
        return estimates.stream()
                .filter(estimate -> Double.isFinite(estimate.value()))
                .map(estimate -> Rows.of(Rows.NONE, variant, null, Rows.NONE, Rows.NONE, estimate))
                .iterator();
    }

    private static void slopes(SortedMap<Integer, SortedMap<Integer, Double>> norms, List<Estimate> estimates) {
        double sum = 0;
        int steps = 0;
        for (int step : norms.keySet()) {
            Slope slope = Slope.of(norms.get(step));
            if (step == 0) {
                estimates.add(Estimate.exact(NetworkMetrics.GRADIENT_SLOPE_INITIAL, slope.perLayer(), slope.layers()));
            } else if (Double.isFinite(slope.perLayer())) {
                sum += slope.perLayer();
                steps++;
            }
            if (step == STEPS) {
                estimates.add(Estimate.exact(NetworkMetrics.GRADIENT_SLOPE_STEP_TEN, slope.perLayer(), slope.layers()));
            }
        }
        estimates.add(Estimate.exact(NetworkMetrics.GRADIENT_SLOPE_FIRST_TEN, sum / steps, steps));
    }

    private static void ends(Last train, Last test, List<Estimate> estimates) {
        estimates.add(Estimate.exact(NetworkMetrics.TRAIN_LOSS, train.loss, train.examples));
        estimates.add(Estimate.exact(NetworkMetrics.TEST_LOSS, test.loss, test.examples));
        estimates.add(Estimate.exact(NetworkMetrics.TRAIN_ACCURACY, train.accuracy, train.examples));
        estimates.add(Estimate.exact(NetworkMetrics.TEST_ACCURACY, test.accuracy, test.examples));
        estimates.add(Estimate.exact(NetworkMetrics.GAP_LOSS, test.loss - train.loss, test.examples));
        estimates.add(Estimate.exact(NetworkMetrics.GAP_ACCURACY, train.accuracy - test.accuracy, test.examples));
    }
}
