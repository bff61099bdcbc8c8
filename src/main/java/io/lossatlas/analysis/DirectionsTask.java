package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import java.util.Collection;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of the two directions of a plane from all their rows of {@code directions} in any
 * order: {@link #COLUMNS}.
 *
 * @param key of the plane
 */
record DirectionsTask(PlaneKey key) implements MetricJob.Task {
    /** Columns of {@code directions} that it reads. */
    static final String[] COLUMNS = {"axis", "block", "values"};

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Integer, float[]> x = new TreeMap<>();
        SortedMap<Integer, float[]> y = new TreeMap<>();
        rows.forEachRemaining(row -> {
            SortedMap<Integer, float[]> direction = row.getString(0).equals(Axis.X.text()) ? x : y;
            direction.put(row.getInt(1), row.getAs(2));
        });
        Plane both = new Plane(key.plane(), joined(x.values()), joined(y.values()));
        return MetricValues.of(Metrics.OF_PLANES, both).exact().entrySet().stream()
                .map(entry -> Estimate.exact(entry.getKey(), entry.getValue()))
                .map(estimate -> MetricRows.of(
                        key.plane(), key.variant(), key.step(), MetricRows.NONE, MetricRows.NONE, estimate))
                .iterator();
    }

    private static float[] joined(Collection<float[]> blocks) {
        float[] all = new float[blocks.stream().mapToInt(block -> block.length).sum()];
        int at = 0;
        for (float[] block : blocks) {
            System.arraycopy(block, 0, all, at, block.length);
            at += block.length;
        }
        return all;
    }
}
