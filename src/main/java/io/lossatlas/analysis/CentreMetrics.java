package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.ANY;
import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Range.SHARE;
import static io.lossatlas.analysis.Metric.Subject.SURFACE;

import java.util.ArrayList;
import java.util.List;

/** Metrics of a surface around the trained network, which sits at (0, 0). Absent where the grid misses that point. */
public final class CentreMetrics {
    /** Radii of sharpness, in units of (alpha, beta). */
    public static final List<Double> RADII = List.of(0.25, 0.5, 1.0);

    /** Rises of the loss above the centre that bound a basin. */
    public static final List<Double> RISES = List.of(0.1, 0.5, 1.0, 5.0);

    /** Loss at the centre: {@code L0}. */
    public static final Metric CENTRE_LOSS =
            new Metric("centre_loss", SURFACE, "loss", NON_NEGATIVE, "Loss of the trained network itself.", "L0");

    /** Whether the centre is a local minimum of the grid: {@code [L0 <= L at each of the eight points around (0, 0)]}. */
    public static final Metric CENTRE_IS_MINIMUM = new Metric(
            "centre_is_minimum",
            SURFACE,
            "",
            SHARE,
            "1 where no neighbour of the trained network has a lower loss, else 0.",
            "[L0 <= L at each of the eight points around (0, 0)]");

    /** Height of the centre above the lowest point: {@code L0 - min L}. */
    public static final Metric CENTRE_EXCESS = new Metric(
            "centre_excess",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "How much lower than the trained network the lowest point of the surface lies.",
            "L0 - min L");

    /** Distance of the lowest point: {@code sqrt(alpha^2 + beta^2) of the point of least L, the first in order of (i, j)}. */
    public static final Metric MINIMUM_DISTANCE = new Metric(
            "minimum_distance",
            SURFACE,
            "(alpha, beta)",
            NON_NEGATIVE,
            "How far from the trained network the lowest point lies.",
            "sqrt(alpha^2 + beta^2) of the point of least L, the first in order of (i, j)");

    /** How unlike opposite points are: {@code O / (O + E), O = sum |L(p) - L(-p)|, E = sum |L(p) + L(-p) - 2 L0| over pairs of points p, -p; 0 for 0/0}. */
    public static final Metric ASYMMETRY = new Metric(
            "asymmetry",
            SURFACE,
            "",
            SHARE,
            "How unlike the loss at opposite points is: 0 for a symmetric bowl, 1 for a slope.",
            "O / (O + E), O = sum |L(p) - L(-p)|, E = sum |L(p) + L(-p) - 2 L0| over pairs of points p, -p; 0 for 0/0");

    /** The same of the logarithm of the loss: {@code asymmetry with ln L for L, over points with L > 0}. */
    public static final Metric LOG_ASYMMETRY = new Metric(
            "log_asymmetry",
            SURFACE,
            "",
            SHARE,
            "How unlike ln loss at opposite points is, so that no part of the surface outweighs the rest.",
            "asymmetry with ln L for L, over points with L > 0");

    static final List<Metric> ALL = all();

    private CentreMetrics() {}

    /** Mean rise of the loss at a radius: mean of {@code L - L0} over the circle; see {@link Circles}. */
    public static Metric sharpnessMean(double radius) {
        return new Metric(
                "sharpness_mean_r" + text(radius),
                SURFACE,
                "loss",
                ANY,
                "Mean rise of the loss at distance %s from the trained network.".formatted(number(radius)),
                "mean of L - L0 at 360 even angles at radius %s, L bilinear between points".formatted(number(radius)));
    }

    /** Largest rise of the loss at a radius: maximum of {@code L - L0} over the circle; see {@link Circles}. */
    public static Metric sharpnessMax(double radius) {
        return new Metric(
                "sharpness_max_r" + text(radius),
                SURFACE,
                "loss",
                ANY,
                "Largest rise of the loss at distance %s from the trained network.".formatted(number(radius)),
                "max of L - L0 at 360 even angles at radius %s, L bilinear between points".formatted(number(radius)));
    }

    /** Area of the basin under a rise t: of {@code {L < L0 + t}}; see {@link Basins}. */
    public static Metric basinWidth(double rise) {
        return new Metric(
                "basin_width_t" + text(rise),
                SURFACE,
                "(alpha, beta)^2",
                NON_NEGATIVE,
                "Area of the window where the loss is less than %s above the trained network's."
                        .formatted(number(rise)),
                "area{L < L0 + %s}, L linear on the four triangles of each cell, its middle the mean of its corners"
                        .formatted(number(rise)));
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }

    private static String text(double value) {
        return number(value).replace('.', '_');
    }

    private static List<Metric> all() {
        List<Metric> all = new ArrayList<>(List.of(CENTRE_LOSS, CENTRE_IS_MINIMUM, CENTRE_EXCESS, MINIMUM_DISTANCE));
        RADII.forEach(radius -> all.addAll(List.of(sharpnessMean(radius), sharpnessMax(radius))));
        RISES.forEach(rise -> all.add(basinWidth(rise)));
        all.addAll(List.of(ASYMMETRY, LOG_ASYMMETRY));
        return List.copyOf(all);
    }
}
