package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;

/** The losses of a surface, wherever on it they lie. */
public final class LossStatistics implements MetricFamily<MeasuredSurface> {
    /** Least. */
    public static final Metric LOSS_MIN =
            new Metric("loss_min", SURFACE, "loss", NON_NEGATIVE, "Lowest loss on the surface.", "min L");

    /** Middle. */
    public static final Metric LOSS_MEDIAN = new Metric(
            "loss_median",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Half of the points have a lower loss.",
            "median L; of an even count the mean of the middle two");

    /** Mean. */
    public static final Metric LOSS_MEAN = new Metric(
            "loss_mean", SURFACE, "loss", NON_NEGATIVE, "Mean loss over the points of the surface.", "mean L");

    /** Largest. */
    public static final Metric LOSS_MAX =
            new Metric("loss_max", SURFACE, "loss", NON_NEGATIVE, "Highest finite loss on the surface.", "max L");

    @Override
    public List<Metric> metrics() {
        return List.of(LOSS_MIN, LOSS_MEDIAN, LOSS_MEAN, LOSS_MAX);
    }

    @Override
    public Section section() {
        return Section.LOSS;
    }

    @Override
    public String summary() {
        return "the losses themselves, over all points";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        double[] sorted = surface.sorted();
        int n = sorted.length;
        if (n == 0) {
            return;
        }
        double sum = 0;
        for (double loss : sorted) {
            sum += loss;
        }
        values.add(LOSS_MIN, sorted[0]);
        values.add(LOSS_MEDIAN, sorted[(n - 1) / 2] / 2 + sorted[n / 2] / 2);
        values.add(LOSS_MEAN, sum / n);
        values.add(LOSS_MAX, sorted[n - 1]);
    }
}
