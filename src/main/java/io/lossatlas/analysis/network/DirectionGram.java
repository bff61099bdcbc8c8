package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.PLANE;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SIGNED_SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import java.util.List;

/**
 * The two directions of a plane: what turns units of (alpha, beta) into lengths in weight space; n counts parameters. What a
 * line lacks, which has no direction of beta, is absent.
 */
public final class DirectionGram implements MetricFamily<Plane> {
    private static final String SQUARED = "weight^2";

    /** Gram matrix, first entry. */
    public static final Metric GRAM_XX =
            new Metric("gram_xx", PLANE, SQUARED, NON_NEGATIVE, "Squared length of the direction of alpha.", "d1 . d1");

    /** Gram matrix, off the diagonal. */
    public static final Metric GRAM_XY =
            new Metric("gram_xy", PLANE, SQUARED, ANY, "Inner product of the two directions.", "d1 . d2");

    /** Gram matrix, last entry. */
    public static final Metric GRAM_YY =
            new Metric("gram_yy", PLANE, SQUARED, NON_NEGATIVE, "Squared length of the direction of beta.", "d2 . d2");

    /** Length of the direction of alpha. */
    public static final Metric DIRECTION_NORM_X =
            new Metric("direction_norm_x", PLANE, "weight", NON_NEGATIVE, "Length of the direction of alpha.", "|d1|");

    /** Length of the direction of beta. */
    public static final Metric DIRECTION_NORM_Y =
            new Metric("direction_norm_y", PLANE, "weight", NON_NEGATIVE, "Length of the direction of beta.", "|d2|");

    /** Cosine between the directions. */
    public static final Metric DIRECTION_COSINE = new Metric(
            "direction_cosine",
            PLANE,
            "",
            SIGNED_SHARE,
            "Cosine of the angle between the two directions.",
            "d1 . d2 / (|d1| |d2|); absent where one is 0");

    @Override
    public List<Metric> metrics() {
        return List.of(GRAM_XX, GRAM_XY, GRAM_YY, DIRECTION_NORM_X, DIRECTION_NORM_Y, DIRECTION_COSINE);
    }

    @Override
    public Section section() {
        return Section.PLANE;
    }

    @Override
    public String summary() {
        return "the two directions in weight space";
    }

    @Override
    public void measure(Plane plane, MetricValues values) {
        int parameters = plane.x().length;
        values.addExact(GRAM_XX, plane.gram(Axis.X, Axis.X), parameters);
        values.addExact(DIRECTION_NORM_X, plane.xNorm(), parameters);
        if (plane.y().length == 0) {
            return;
        }
        double xy = plane.gram(Axis.X, Axis.Y);
        values.addExact(GRAM_XY, xy, parameters);
        values.addExact(GRAM_YY, plane.gram(Axis.Y, Axis.Y), parameters);
        values.addExact(DIRECTION_NORM_Y, plane.yNorm(), parameters);
        values.addExact(DIRECTION_COSINE, xy / (plane.xNorm() * plane.yNorm()), parameters);
    }
}
