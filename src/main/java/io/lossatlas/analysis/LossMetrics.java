package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Range.SHARE;
import static io.lossatlas.analysis.Metric.Subject.SURFACE;

import java.util.List;

/** Metrics of the values of a surface, wherever on it they lie. */
public final class LossMetrics {
    /** A loss this close to that of guessing (in nats) is on the plateau. */
    public static final double PLATEAU_BAND = 0.1;

    /** Points of the grid: {@code nx ny}. */
    public static final Metric POINTS =
            new Metric("points", SURFACE, "points", NON_NEGATIVE, "Points of the grid.", "nx ny");

    /** Points that every other metric leaves out: {@code #{L not finite}}. */
    public static final Metric NON_FINITE_POINTS = new Metric(
            "non_finite_points",
            SURFACE,
            "points",
            NON_NEGATIVE,
            "Points whose loss is NaN or infinite, left out of every other metric.",
            "#{L not finite}");

    /** Points that are not in the tables: {@code #{points without a row on every shard}}. */
    public static final Metric MISSING_POINTS = new Metric(
            "missing_points",
            SURFACE,
            "points",
            NON_NEGATIVE,
            "Points that could not be computed, left out of every other metric.",
            "#{points without a row on every shard}");

    /** Least loss: {@code min L}. */
    public static final Metric LOSS_MIN =
            new Metric("loss_min", SURFACE, "loss", NON_NEGATIVE, "Lowest loss on the surface.", "min L");

    /** Middle of the losses: {@code median L; of an even count the mean of the middle two}. */
    public static final Metric LOSS_MEDIAN = new Metric(
            "loss_median",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Half of the points have a lower loss.",
            "median L; of an even count the mean of the middle two");

    /** Mean loss: {@code mean L}. */
    public static final Metric LOSS_MEAN = new Metric(
            "loss_mean", SURFACE, "loss", NON_NEGATIVE, "Mean loss over the points of the surface.", "mean L");

    /** Largest loss: {@code max L}. */
    public static final Metric LOSS_MAX =
            new Metric("loss_max", SURFACE, "loss", NON_NEGATIVE, "Highest finite loss on the surface.", "max L");

    /** Spread around the loss of guessing: {@code sqrt(mean (L - ln 10)^2)}. */
    public static final Metric PLATEAU_SPREAD = new Metric(
            "plateau_spread",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "How far the loss typically is from ln 10, that of guessing: small where nothing was learnt anywhere.",
            "sqrt(mean (L - ln 10)^2)");

    /** Largest distance from the loss of guessing: {@code max |L - ln 10|}. */
    public static final Metric PLATEAU_DEVIATION_MAX = new Metric(
            "plateau_deviation_max",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "The point farthest from ln 10.",
            "max |L - ln 10|");

    /** Share of the surface that is no better and no worse than guessing: {@code #{|L - ln 10| <= 0.1} / #{L finite}}. */
    public static final Metric PLATEAU_FRACTION = new Metric(
            "plateau_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of the points whose loss is within 0.1 of ln 10.",
            "#{|L - ln 10| <= 0.1} / #{L finite}");

    static final List<Metric> ALL = List.of(
            POINTS,
            NON_FINITE_POINTS,
            MISSING_POINTS,
            LOSS_MIN,
            LOSS_MEDIAN,
            LOSS_MEAN,
            LOSS_MAX,
            PLATEAU_SPREAD,
            PLATEAU_DEVIATION_MAX,
            PLATEAU_FRACTION);

    private LossMetrics() {}

    /** Whether a loss is within {@link #PLATEAU_BAND} of that of guessing one of ten classes. */
    public static boolean nearGuessing(double loss) {
        return Math.abs(loss - CurvatureMetrics.Level.GUESSING.loss()) <= PLATEAU_BAND;
    }
}
