package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.ANY;
import static io.lossatlas.analysis.Metric.Range.SHARE;
import static io.lossatlas.analysis.Metric.Subject.SURFACE;

import java.util.ArrayList;
import java.util.List;

/** Metrics of the second differences of a surface. */
public final class CurvatureMetrics {
    /** Losses whose level sets are looked at on their own, by the ending of the metrics' names. */
    public enum Level {
        /** Loss 1. */
        ONE("1", 1),
        /** Loss of guessing one of ten classes. */
        GUESSING("ln10", 2.302585092994046),
        /** Loss 10. */
        TEN("10", 10);

        private final String text;
        private final double loss;

        Level(String text, double loss) {
            this.text = text;
            this.loss = loss;
        }

        /** Highest loss of the set. */
        public double loss() {
            return loss;
        }
    }

    /** Share of points that do not bend down: {@code #{lambda_min >= -tau} / #{H}}. */
    public static final Metric CONVEX_FRACTION = new Metric(
            "convex_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points that bend down in no direction of the plane (flat ones included).",
            "#{lambda_min >= -tau} / #{H}");

    /** Share of points that bend up in every direction: {@code #{lambda_min > tau} / #{H}}. */
    public static final Metric STRICTLY_CONVEX_FRACTION = new Metric(
            "strictly_convex_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points that bend up in every direction, by more than rounding.",
            "#{lambda_min > tau} / #{H}");

    /** Share of points that do not bend: {@code #{max(|lambda_min|, |lambda_max|) <= tau} / #{H}}. */
    public static final Metric FLAT_FRACTION = new Metric(
            "flat_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points whose curvature is no more than rounding: its sign is noise.",
            "#{max(|lambda_min|, |lambda_max|) <= tau} / #{H}");

    /** Least curvature at the centre: {@code lambda_min at (0, 0)}. */
    public static final Metric CENTRE_LAMBDA_MIN = new Metric(
            "centre_lambda_min",
            SURFACE,
            "loss / (alpha, beta)^2",
            ANY,
            "Least curvature in the plane at the trained network.",
            "lambda_min at (0, 0)");

    /** Largest curvature at the centre: {@code lambda_max at (0, 0)}. */
    public static final Metric CENTRE_LAMBDA_MAX = new Metric(
            "centre_lambda_max",
            SURFACE,
            "loss / (alpha, beta)^2",
            ANY,
            "Largest curvature in the plane at the trained network.",
            "lambda_max at (0, 0)");

    static final List<Metric> ALL = all();

    private CurvatureMetrics() {}

    /** {@code convex_fraction} over the points with {@code L <= level} alone. */
    public static Metric convexBelow(Level level) {
        return within(CONVEX_FRACTION, level);
    }

    /** {@code strictly_convex_fraction} over the points with {@code L <= level} alone. */
    public static Metric strictlyConvexBelow(Level level) {
        return within(STRICTLY_CONVEX_FRACTION, level);
    }

    /** {@code flat_fraction} over the points with {@code L <= level} alone. */
    public static Metric flatBelow(Level level) {
        return within(FLAT_FRACTION, level);
    }

    private static Metric within(Metric whole, Level level) {
        String loss = level == Level.GUESSING ? "ln 10" : level.text;
        return new Metric(
                whole.name() + "_below_" + level.text,
                SURFACE,
                "",
                SHARE,
                "%s Only points with a loss of at most %s.".formatted(whole.meaning(), loss),
                "%s, both over points with L <= %s".formatted(whole.formula(), loss));
    }

    private static List<Metric> all() {
        List<Metric> all = new ArrayList<>(List.of(CONVEX_FRACTION, STRICTLY_CONVEX_FRACTION, FLAT_FRACTION));
        for (Level level : Level.values()) {
            all.addAll(List.of(convexBelow(level), strictlyConvexBelow(level), flatBelow(level)));
        }
        all.addAll(List.of(CENTRE_LAMBDA_MIN, CENTRE_LAMBDA_MAX));
        return List.copyOf(all);
    }
}
