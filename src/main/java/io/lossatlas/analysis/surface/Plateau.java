package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;

/** How far a surface of cross-entropy is from the loss of guessing one of the data's K classes. Absent of other losses. */
public final class Plateau implements MetricFamily<MeasuredSurface> {
    /** Typical distance. */
    public static final Metric PLATEAU_SPREAD = new Metric(
            "plateau_spread",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "How far the loss typically is from ln K, that of guessing one of K classes: small where nothing was learnt anywhere.",
            "sqrt(mean (L - ln K)^2)");

    /** Largest distance. */
    public static final Metric PLATEAU_DEVIATION_MAX = new Metric(
            "plateau_deviation_max",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "The point farthest from ln K, the loss of guessing.",
            "max |L - ln K|");

    /** Share of points that are no better and no worse than guessing. */
    public static final Metric PLATEAU_FRACTION = new Metric(
            "plateau_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of the points whose loss is within %s of ln K, the loss of guessing.".formatted(GuessingLoss.BAND),
            "#{|L - ln K| <= %s} / #{L finite}".formatted(GuessingLoss.BAND));

    @Override
    public List<Metric> metrics() {
        return List.of(PLATEAU_SPREAD, PLATEAU_DEVIATION_MAX, PLATEAU_FRACTION);
    }

    @Override
    public Section section() {
        return Section.LOSS;
    }

    @Override
    public String summary() {
        return "distance from guessing one of the data's K classes";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        double guessing = surface.context().guessing().loss();
        double[] sorted = surface.sorted();
        int n = sorted.length;
        if (n == 0 || !surface.context().guessing().isKnown()) {
            return;
        }
        double squares = 0;
        int near = 0;
        for (double loss : sorted) {
            double deviation = loss - guessing;
            squares += deviation * deviation;
            near += Math.abs(deviation) <= GuessingLoss.BAND ? 1 : 0;
        }
        values.add(PLATEAU_SPREAD, StrictMath.sqrt(squares / n));
        values.add(PLATEAU_DEVIATION_MAX, Math.max(Math.abs(sorted[0] - guessing), Math.abs(sorted[n - 1] - guessing)));
        values.add(PLATEAU_FRACTION, (double) near / n);
    }
}
