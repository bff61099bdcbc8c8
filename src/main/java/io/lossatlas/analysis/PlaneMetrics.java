package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.ANY;
import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Range.SIGNED_SHARE;
import static io.lossatlas.analysis.Metric.Subject.PLANE;

import java.util.List;

/** Metrics of the two directions of a plane: what turns units of (alpha, beta) into lengths in weight space. */
public final class PlaneMetrics {
    private static final String SQUARED = "weight^2";

    /** Gram matrix, first entry: {@code d1 . d1}. */
    public static final Metric GRAM_XX =
            new Metric("gram_xx", PLANE, SQUARED, NON_NEGATIVE, "Squared length of the direction of alpha.", "d1 . d1");

    /** Gram matrix, off the diagonal: {@code d1 . d2}. */
    public static final Metric GRAM_XY =
            new Metric("gram_xy", PLANE, SQUARED, ANY, "Inner product of the two directions.", "d1 . d2");

    /** Gram matrix, last entry: {@code d2 . d2}. */
    public static final Metric GRAM_YY =
            new Metric("gram_yy", PLANE, SQUARED, NON_NEGATIVE, "Squared length of the direction of beta.", "d2 . d2");

    /** Length of the direction of alpha: {@code |d1|}. */
    public static final Metric DIRECTION_NORM_X =
            new Metric("direction_norm_x", PLANE, "weight", NON_NEGATIVE, "Length of the direction of alpha.", "|d1|");

    /** Length of the direction of beta: {@code |d2|}. */
    public static final Metric DIRECTION_NORM_Y =
            new Metric("direction_norm_y", PLANE, "weight", NON_NEGATIVE, "Length of the direction of beta.", "|d2|");

    /** Cosine between the directions: {@code d1 . d2 / (|d1| |d2|); absent where one is 0}. */
    public static final Metric DIRECTION_COSINE = new Metric(
            "direction_cosine",
            PLANE,
            "",
            SIGNED_SHARE,
            "Cosine of the angle between the two directions.",
            "d1 . d2 / (|d1| |d2|); absent where one is 0");

    static final List<Metric> ALL =
            List.of(GRAM_XX, GRAM_XY, GRAM_YY, DIRECTION_NORM_X, DIRECTION_NORM_Y, DIRECTION_COSINE);

    private PlaneMetrics() {}
}
