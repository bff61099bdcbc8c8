package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.GradientSlopes;
import io.lossatlas.analysis.network.TrainingHistory;
import io.lossatlas.analysis.network.TrainingHistory.Evaluation;
import io.lossatlas.config.Split;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;

/**
 * Makes the metrics of one trained network from its rows of {@code gradients} and {@code training} in any
 * order, brought into one form by {@link #facts}.
 *
 * @param variant its id
 */
record NetworkTask(String variant) implements MetricJob.Task {
    private static final String GRADIENT = "gradient";

    /** Gradient norms of the main path through the first ten steps, and losses on the fixed slices. */
    static List<Row> facts(SparkSession spark, Run run, List<FileRecord> gradients, List<FileRecord> training) {
        List<Row> facts = new ArrayList<>();
        run.each(spark, Table.GRADIENTS, gradients, List.of("name", "step", "layer", "grad_norm"), row -> {
            if (row.getInt(1) <= GradientSlopes.STEPS && !row.getString(0).endsWith("/proj")) {
                facts.add(RowFactory.create(GRADIENT, row.get(1), row.get(2), row.get(3), Double.NaN, 1));
            }
        });
        Set<String> slices = Set.of(Split.TRAIN.text(), Split.TEST.text());
        run.each(spark, Table.TRAINING, training, List.of("split", "step", "loss", "accuracy", "examples"), row -> {
            if (slices.contains(row.getString(0))) {
                facts.add(RowFactory.create(row.get(0), row.get(1), 0, row.get(2), row.get(3), row.get(4)));
            }
        });
        return facts;
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
