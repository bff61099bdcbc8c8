package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Subject.SURFACE;

import java.util.List;

/** Metrics of the minima of a surface and the barriers between them. */
public final class MinimaMetrics {
    /** Number of minima inside: {@code #{minima not on the edge with b > max(3 se(b), 2^-19 L(saddle))}}. */
    public static final Metric MINIMA = new Metric(
            "minima",
            SURFACE,
            "minima",
            NON_NEGATIVE,
            "Valleys that a barrier larger than its own error parts from any deeper one.",
            "#{minima not on the edge with b > max(3 se(b), 2^-19 L(saddle))}");

    /** Number of minima on the edge: {@code #{minima on the edge with b > max(3 se(b), 2^-19 L(saddle))}}. */
    public static final Metric EDGE_MINIMA = new Metric(
            "edge_minima",
            SURFACE,
            "minima",
            NON_NEGATIVE,
            "Such valleys on the edge of the window, which may go on outside.",
            "#{minima on the edge with b > max(3 se(b), 2^-19 L(saddle))}");

    /** Largest barrier: {@code max of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none}. */
    public static final Metric BARRIER_MAX = new Metric(
            "barrier_max",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Highest barrier that parts a counted valley from a deeper one; 0 where there is none.",
            "max of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none");

    /** Mean barrier: {@code mean of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none}. */
    public static final Metric BARRIER_MEAN = new Metric(
            "barrier_mean",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "Mean barrier that parts a counted valley from a deeper one; 0 where there is none.",
            "mean of finite b = L(saddle) - L(minimum) over counted minima not on the edge; 0 for none");

    static final List<Metric> ALL = List.of(MINIMA, EDGE_MINIMA, BARRIER_MAX, BARRIER_MEAN);

    private MinimaMetrics() {}
}
