package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far the loss rises on the straight way from one network to another, above the straight line between their losses:
 * Frankle, Dziugaite, Roy and Carbin, "Linear Mode Connectivity and the Lottery Ticket Hypothesis" (ICML 2020), with the
 * line in place of the mean of both ends, as in Entezari, Sedghi, Saukh and Neyshabur, "The Role of Permutation Invariance in
 * Linear Mode Connectivity of Neural Networks" (ICLR 2022). Holes on the way are left out. Absent off planes of kind line,
 * and where an end is no point of the grid or a hole.
 */
public final class LinearBarrier implements MetricFamily<MeasuredSurface> {
    /** The largest rise between both ends; the ends themselves make it 0 at least. */
    public static final Metric BARRIER = new Metric(
            "barrier",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "How far the loss rises between two networks above the straight line between their losses; on lines alone.",
            "max over 0 <= alpha <= 1 of L(alpha) - ((1 - alpha) L(0) + alpha L(1))");

    @Override
    public List<Metric> metrics() {
        return List.of(BARRIER);
    }

    @Override
    public Section section() {
        return Section.MINIMA;
    }

    @Override
    public String summary() {
        return "what parts two networks on the straight way between them";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        if (surface.context().isLine()) {
            values.add(BARRIER, of(surface.losses()));
        }
    }

    /** NaN where an end is not there. */
    private static double of(LossGrid losses) {
        double from = lossAt(losses, 0);
        double to = lossAt(losses, 1);
        double barrier = Double.NaN;
        for (int i = 0; i < losses.nx(); i++) {
            double alpha = losses.grid().alpha(i);
            double rise = losses.loss(i, 0) - ((1 - alpha) * from + alpha * to);
            if (0 <= alpha && alpha <= 1 && !Double.isNaN(rise)) {
                barrier = Double.isNaN(barrier) ? rise : Math.max(barrier, rise);
            }
        }
        return barrier;
    }

    private static double lossAt(LossGrid losses, double alpha) {
        return IntStream.range(0, losses.nx())
                .filter(i -> losses.grid().alpha(i) == alpha)
                .mapToDouble(i -> losses.loss(i, 0))
                .findFirst()
                .orElse(Double.NaN);
    }
}
