package io.lossatlas.analysis;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import io.lossatlas.plane.SurfaceKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of a surface that need its losses alone, on an executor, from its rows of {@code surface} in any order.
 *
 * @param key what it is a surface of
 * @param grid its points
 */
record PlainTask(SurfaceKey key, Grid grid) implements MapPartitionsFunction<Row, Row> {

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        int points = Math.toIntExact(grid.points());
        double[] loss = new double[points];
        Arrays.fill(loss, Double.NaN);
        int[] published = {0};
        rows.forEachRemaining(row -> {
            double value = row.<Double>getAs("loss");
            loss[(int) grid.index(row.<Integer>getAs("i"), row.<Integer>getAs("j"))] =
                    Double.isFinite(value) ? value : Double.NaN;
            published[0]++;
        });
        int finite = (int) Arrays.stream(loss).filter(Double::isFinite).count();
        List<Estimate> estimates = new ArrayList<>();
        estimates.add(Estimate.exact(LossMetrics.POINTS, points, points));
        estimates.add(Estimate.exact(LossMetrics.NON_FINITE_POINTS, published[0] - finite, points));
        estimates.add(Estimate.exact(LossMetrics.MISSING_POINTS, points - published[0], points));
        Findings found = new Findings();
        LossGrid losses = new LossGrid(grid, loss);
        Values.measure(losses, found);
        Centre.measure(losses, found);
        found.values().forEach((metric, value) -> estimates.add(Estimate.exact(metric, value, points)));
        return estimates.stream()
                .map(estimate -> Rows.of(
                        key.plane(),
                        key.variant(),
                        key.step(),
                        key.split().text(),
                        key.bn().text(),
                        estimate))
                .iterator();
    }
}
