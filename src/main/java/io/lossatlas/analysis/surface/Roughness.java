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
 * How a surface goes up and down: the mean over the grid's lines of their ups and downs, and the root mean square of the
 * Frobenius norm of the {@link Hessian} over inner points. What touches a hole is left out.
 */
public final class Roughness implements MetricFamily<MeasuredSurface> {
    /** Ups and downs of the loss, in units of its range. */
    public static final Metric TOTAL_VARIATION = new Metric(
            "total_variation",
            SURFACE,
            "",
            NON_NEGATIVE,
            "All ups and downs of the loss over its range: 1 for a slope, 2 for a bowl, more where it is rough.",
            "(sum |L(i+1,j) - L(i,j)| / ny + sum |L(i,j+1) - L(i,j)| / nx) / (max L - min L); 0 for 0/0");

    /** Typical size of its second differences. */
    public static final Metric RMS_SECOND_DIFFERENCE = new Metric(
            "rms_second_difference",
            SURFACE,
            "loss / (alpha, beta)^2",
            NON_NEGATIVE,
            "Typical curvature of the loss, of either sign.",
            "sqrt(mean (Lxx^2 + 2 Lxy^2 + Lyy^2)); on a line sqrt(mean Lxx^2)");

    /** Ups and downs of the logarithm. */
    public static final Metric LOG_TOTAL_VARIATION = new Metric(
            "log_total_variation",
            SURFACE,
            "",
            NON_NEGATIVE,
            "All ups and downs of ln loss over its range, so that no part of the surface outweighs the rest.",
            "total_variation with ln L for L, over points with L > 0");

    /** Typical size of its second differences. */
    public static final Metric LOG_RMS_SECOND_DIFFERENCE = new Metric(
            "log_rms_second_difference",
            SURFACE,
            "1 / (alpha, beta)^2",
            NON_NEGATIVE,
            "Typical curvature of ln loss.",
            "rms_second_difference with ln L for L, over points with L > 0");

    @Override
    public List<Metric> metrics() {
        return List.of(TOTAL_VARIATION, RMS_SECOND_DIFFERENCE, LOG_TOTAL_VARIATION, LOG_RMS_SECOND_DIFFERENCE);
    }

    @Override
    public Section section() {
        return Section.ROUGHNESS;
    }

    @Override
    public String summary() {
        return "how a surface goes up and down";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        values.add(TOTAL_VARIATION, totalVariation(surface.losses()));
        values.add(RMS_SECOND_DIFFERENCE, rmsSecondDifference(surface.losses()));
        values.add(LOG_TOTAL_VARIATION, totalVariation(surface.logs()));
        values.add(LOG_RMS_SECOND_DIFFERENCE, rmsSecondDifference(surface.logs()));
    }

    /** NaN without two neighbours that have a loss; 0 for a constant surface. */
    static double totalVariation(LossGrid surface) {
        double across = 0;
        double up = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int steps = 0;
        for (int i = 0; i < surface.nx(); i++) {
            for (int j = 0; j < surface.ny(); j++) {
                double loss = surface.loss(i, j);
                if (Double.isNaN(loss)) {
                    continue;
                }
                min = Math.min(min, loss);
                max = Math.max(max, loss);
                if (i + 1 < surface.nx() && !Double.isNaN(surface.loss(i + 1, j))) {
                    across += Math.abs(surface.loss(i + 1, j) - loss);
                    steps++;
                }
                if (j + 1 < surface.ny() && !Double.isNaN(surface.loss(i, j + 1))) {
                    up += Math.abs(surface.loss(i, j + 1) - loss);
                    steps++;
                }
            }
        }
        if (steps == 0) {
            return Double.NaN;
        }
        return max == min ? 0 : (across / surface.ny() + up / surface.nx()) / (max - min);
    }

    /** NaN without an inner point that has all its neighbours. */
    static double rmsSecondDifference(LossGrid surface) {
        return surface.isPlane() ? plane(surface) : line(surface);
    }

    private static double plane(LossGrid surface) {
        double squares = 0;
        int points = 0;
        for (int i = 1; i < surface.nx() - 1; i++) {
            for (int j = 1; j < surface.ny() - 1; j++) {
                Hessian hessian = Hessian.at(surface, i, j);
                if (hessian.exists()) {
                    squares += hessian.squares();
                    points++;
                }
            }
        }
        return StrictMath.sqrt(squares / points);
    }

    private static double line(LossGrid surface) {
        double[] loss = surface.loss();
        double h = Math.max(surface.hx(), surface.hy());
        double squares = 0;
        int points = 0;
        for (int p = 1; p < loss.length - 1; p++) {
            double second = (loss[p + 1] - 2 * loss[p] + loss[p - 1]) / (h * h);
            if (!Double.isNaN(second)) {
                squares += second * second;
                points++;
            }
        }
        return StrictMath.sqrt(squares / points);
    }
}
