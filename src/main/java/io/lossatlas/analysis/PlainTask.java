package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.surface.Centre;
import io.lossatlas.analysis.surface.FilledPoints;
import io.lossatlas.analysis.surface.LinearBarrier;
import io.lossatlas.analysis.surface.LossStatistics;
import io.lossatlas.analysis.surface.MeasuredSurface;
import io.lossatlas.analysis.surface.Plateau;
import io.lossatlas.analysis.surface.PointCounts;
import io.lossatlas.analysis.surface.SurfaceContext;
import io.lossatlas.analysis.surface.SurfaceContext.FilledIn;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.adaptive.Completion;
import io.lossatlas.plane.sums.PairedLosses;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Makes the metrics of a surface that need its losses alone, from its rows of {@code surface} in any order.
 *
 * @param key what it is a surface of
 * @param type kind of its plane
 * @param grid its points
 * @param completion of a surface of which points are left out; null where all are computed
 * @param guessing loss of guessing one of the data's classes
 */
record PlainTask(SurfaceKey key, String type, Grid grid, Completion completion, GuessingLoss guessing)
        implements MetricJob.Task {
    /** Columns of {@code surface} that it reads. */
    static final String[] COLUMNS = {"i", "j", "loss", "examples", "difference"};

    private static final List<MetricFamily<MeasuredSurface>> OF_LOSSES = List.of(
            new PointCounts(),
            new FilledPoints(),
            new LossStatistics(),
            new Plateau(),
            new Centre(),
            new LinearBarrier());

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        int points = Math.toIntExact(grid.points());
        double[] published = new double[points];
        Arrays.fill(published, Double.NaN);
        BitSet there = new BitSet();
        Double[] differences = new Double[points];
        PairedLosses paired = new PairedLosses();
        rows.forEachRemaining(row -> {
            double value = row.<Double>getAs("loss");
            int point = (int) grid.index(row.<Integer>getAs("i"), row.<Integer>getAs("j"));
            published[point] = Double.isFinite(value) ? value : Double.NaN;
            differences[point] = row.getAs("difference");
            paired.put(point, value, differences[point], row.<Long>getAs("examples"));
            there.set(point);
        });
        for (int point = 0; point < points; point++) {
            published[point] = paired.loss(published[point], differences[point]);
        }
        Optional<Completion> fill = Optional.ofNullable(completion);
        double[] loss = fill.map(each -> each.losses(grid, published, there)).orElse(published);
        int missing = fill.map(each -> each.failed().size()).orElse(points - there.cardinality());
        int holes = (int) Arrays.stream(loss).filter(Double::isNaN).count();
        SurfaceContext context = new SurfaceContext(
                type,
                guessing,
                holes - missing,
                missing,
                (one, other) -> 0,
                fill.map(each -> new FilledIn(there.cardinality(), each.error(grid, published, there))));
        MetricValues values = MetricValues.of(OF_LOSSES, new MeasuredSurface(new LossGrid(grid, loss), context));
        return Stream.concat(
                        values.exact().entrySet().stream()
                                .map(entry -> Estimate.exact(entry.getKey(), entry.getValue())),
                        values.sampled().entrySet().stream()
                                .map(entry -> Estimate.exact(
                                        entry.getKey(), new MetricValues.Exact(entry.getValue(), points))))
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
