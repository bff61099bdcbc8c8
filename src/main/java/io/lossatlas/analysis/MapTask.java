package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.CurvatureMap;
import io.lossatlas.plane.SurfaceKey;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of the loss in all directions over a grid from rows of {@code curvature} in any order:
 * {@link #COLUMNS}.
 *
 * @param key of the grid's plane, with the split and statistics of the curvature
 */
record MapTask(SurfaceKey key) implements MetricJob.Task {
    /** Columns of {@code curvature} that it reads. */
    static final String[] COLUMNS = {"i", "j", "quantity", "value", "error"};

    private static final String LAMBDA_MAX = "lambda_max";
    private static final String LAMBDA_MIN = "lambda_min";

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Long, Double> largest = new TreeMap<>();
        SortedMap<Long, CurvatureMap.Point> smallest = new TreeMap<>();
        rows.forEachRemaining(row -> {
            long point = ((long) row.getInt(0) << Integer.SIZE) | row.getInt(1);
            if (row.getString(2).equals(LAMBDA_MAX)) {
                largest.put(point, row.getDouble(3));
            } else if (row.getString(2).equals(LAMBDA_MIN)) {
                smallest.put(point, new CurvatureMap.Point(Double.NaN, row.getDouble(3), row.getDouble(4)));
            }
        });
        CurvatureMap map = new CurvatureMap(smallest.entrySet().stream()
                .filter(point -> largest.containsKey(point.getKey()))
                .map(point -> new CurvatureMap.Point(
                        largest.get(point.getKey()),
                        point.getValue().lambdaMin(),
                        point.getValue().error()))
                .filter(point -> Double.isFinite(point.lambdaMax()) && Double.isFinite(point.lambdaMin()))
                .toList());
        return MetricValues.of(Metrics.OF_MAPS, map).exact().entrySet().stream()
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
