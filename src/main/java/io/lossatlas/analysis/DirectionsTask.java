package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of the two directions of a plane on an executor, from all their rows of {@code directions} in any
 * order: {@link #COLUMNS}.
 *
 * @param key of the plane
 */
record DirectionsTask(PlaneKey key) implements MapPartitionsFunction<Row, Row> {
    /** Columns of {@code directions} that it reads. */
    static final String[] COLUMNS = {"axis", "block", "values"};

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Integer, float[]> x = new TreeMap<>();
        SortedMap<Integer, float[]> y = new TreeMap<>();
        rows.forEachRemaining(row -> {
            SortedMap<Integer, float[]> direction = row.getString(0).equals(Axis.X.text()) ? x : y;
            direction.put(row.getInt(1), floats(row.getList(2)));
        });
        Plane both = new Plane(key.plane(), joined(x.values()), joined(y.values()));
        return MetricValues.of(Metrics.OF_PLANES, both).exact().entrySet().stream()
                .map(entry -> Estimate.exact(entry.getKey(), entry.getValue()))
                .map(estimate -> MetricRows.of(
                        key.plane(), key.variant(), key.step(), MetricRows.NONE, MetricRows.NONE, estimate))
                .iterator();
    }

    private static float[] floats(List<Float> boxed) {
        float[] values = new float[boxed.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = boxed.get(n);
        }
        return values;
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
