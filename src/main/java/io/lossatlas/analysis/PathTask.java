package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.NetworkPath;
import io.lossatlas.plane.SurfaceKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of a training's path in a plane from its rows of {@code paths} in any order:
 * {@link #COLUMNS}.
 *
 * @param key of the surface that the path is drawn on
 */
record PathTask(SurfaceKey key) implements MetricJob.Task {
    /** Columns of {@code paths} that it reads. */
    static final String[] COLUMNS = {"step", "alpha", "beta", "residual", "distance"};

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        List<Row> steps = new ArrayList<>();
        rows.forEachRemaining(steps::add);
        steps.sort(Comparator.comparingInt(row -> row.getInt(0)));
        NetworkPath path = new NetworkPath(steps.stream()
                .map(row ->
                        new NetworkPath.Point(row.getDouble(1), row.getDouble(2), row.getDouble(3), row.getDouble(4)))
                .toList());
        return MetricValues.of(Metrics.OF_PATHS, path).exact().entrySet().stream()
                .map(entry -> Estimate.exact(entry.getKey(), entry.getValue()))
                .map(estimate -> MetricRows.of(
                        key.plane(),
                        key.variant(),
                        key.step(),
                        key.split().text(),
                        key.bn().text(),
                        estimate))
                .iterator();
    }
}
