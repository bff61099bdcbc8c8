package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.List;

/**
 * Minima by persistence, of the valleys of the {@link MergeTree}: those whose barrier b exceeds three times the jackknife
 * error of that difference itself over all shards, and what rounding two losses can feign. The deepest valley has an
 * infinite barrier and always counts, and so does the deepest of each part that holes cut off. Those on the edge of the
 * window count apart.
 */
public final class Minima implements MetricFamily<MeasuredSurface> {
    /** Those inside. */
    public static final Metric MINIMA = new Metric(
            "minima",
            SURFACE,
            "minima",
            NON_NEGATIVE,
            "Valleys that a barrier larger than its own error parts from any deeper one.",
            "#{minima not on the edge with b > max(3 se(b), 2^-19 L(saddle))}");

    /** Those on the edge. */
    public static final Metric EDGE_MINIMA = new Metric(
            "edge_minima",
            SURFACE,
            "minima",
            NON_NEGATIVE,
            "Such valleys on the edge of the window, which may go on outside.",
            "#{minima on the edge with b > max(3 se(b), 2^-19 L(saddle))}");

    /** Largest barrier. */
    public static final Metric BARRIER_MAX = new Metric(
            "barrier_max",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Highest barrier that parts a counted valley from a deeper one; 0 where there is none.",
            "max of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none");

    /** Mean barrier. */
    public static final Metric BARRIER_MEAN = new Metric(
            "barrier_mean",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Mean barrier that parts a counted valley from a deeper one; 0 where there is none.",
            "mean of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none");

    private static final double ERRORS = 3;

    @Override
    public List<Metric> metrics() {
        return List.of(MINIMA, EDGE_MINIMA, BARRIER_MAX, BARRIER_MEAN);
    }

    @Override
    public Section section() {
        return Section.MINIMA;
    }

    @Override
    public String summary() {
        return "valleys by persistence, inside and on the edge, and the barriers between them by the elder rule";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        LossGrid losses = surface.losses();
        int inside = 0;
        int edge = 0;
        int barriers = 0;
        double sum = 0;
        double max = 0;
        for (Valley valley : surface.valleys()) {
            if (!isSignificant(valley, surface)) {
                continue;
            }
            if (losses.isEdge(valley.minimum())) {
                edge++;
                continue;
            }
            inside++;
            if (!valley.isDeepest()) {
                double barrier = valley.barrier(losses);
                barriers++;
                sum += barrier;
                max = Math.max(max, barrier);
            }
        }
        if (inside + edge > 0) {
            values.add(MINIMA, inside);
            values.add(EDGE_MINIMA, edge);
            values.add(BARRIER_MAX, max);
            values.add(BARRIER_MEAN, barriers == 0 ? 0 : sum / barriers);
        }
    }

    private static boolean isSignificant(Valley valley, MeasuredSurface surface) {
        if (valley.isDeepest()) {
            return true;
        }
        double rounding = 2 * Hessian.ROUNDING * surface.losses().loss()[valley.saddle()];
        double barrier = valley.barrier(surface.losses());
        return barrier > rounding
                && barrier > ERRORS * surface.context().differenceError().between(valley.saddle(), valley.minimum());
    }
}
