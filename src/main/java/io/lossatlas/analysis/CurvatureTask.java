package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.NetworkCurvature;
import io.lossatlas.analysis.network.NetworkCurvature.Quantity;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of the loss in all directions at a network's own weights from rows of {@code curvature} in any
 * order: {@link #COLUMNS}.
 *
 * @param variant id of the network
 * @param step of its weights
 * @param split of the slice that the loss is the mean of
 * @param bn where statistics of batch normalisation come from
 */
record CurvatureTask(String variant, int step, String split, String bn) implements MetricJob.Task {
    /** Columns of {@code curvature} that it reads. */
    static final String[] COLUMNS = {"operator", "quantity", "rank", "value", "error", "iterations", "examples"};

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Map<String, Quantity> values = new HashMap<>();
        long[] examples = {0};
        rows.forEachRemaining(row -> {
            boolean first = row.isNullAt(2) || row.getInt(2) == 1;
            if (first) {
                values.put(
                        NetworkCurvature.key(row.getString(0), row.getString(1)),
                        new Quantity(row.getDouble(3), row.getDouble(4), row.getInt(5)));
                examples[0] = row.getLong(6);
            }
        });
        MetricValues found = MetricValues.of(Metrics.OF_CURVATURE, new NetworkCurvature(values, examples[0]));
        return Stream.of(
                        estimates(found.exact(), Estimate::exact),
                        estimates(found.bounded(), Estimate::between),
                        estimates(found.probed(), Estimate::probed))
                .flatMap(estimates -> estimates)
                .map(estimate -> MetricRows.of(MetricRows.NONE, variant, step, split, bn, estimate))
                .iterator();
    }

    private static <T> Stream<Estimate> estimates(Map<Metric, T> values, BiFunction<Metric, T, Estimate> estimate) {
        return values.entrySet().stream().map(entry -> estimate.apply(entry.getKey(), entry.getValue()));
    }
}
