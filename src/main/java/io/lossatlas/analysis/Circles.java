package io.lossatlas.analysis;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.LossGrid;

/**
 * Sharpness: mean and maximum of {@code L - L0} at the angles {@code 2 pi k / 360}, k = 0..359, on a circle around (0, 0),
 * L bilinear between the four points around. An angle that touches a hole is left out. Nothing where the circle leaves the
 * window.
 */
final class Circles {
    private static final int ANGLES = 360;

    private Circles() {}

    static void measure(LossGrid surface, Findings found) {
        if (!surface.isPlane() || !surface.hasCentre()) {
            return;
        }
        for (double radius : CentreMetrics.RADII) {
            circle(surface, radius, found);
        }
    }

    private static void circle(LossGrid surface, double radius, Findings found) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        int angles = 0;
        for (int k = 0; k < ANGLES; k++) {
            double angle = 2 * Math.PI * k / ANGLES;
            double u = place(surface.grid().x(), radius * StrictMath.cos(angle));
            double v = place(surface.grid().y(), radius * StrictMath.sin(angle));
            if (Double.isNaN(u + v)) {
                return;
            }
            double rise = bilinear(surface, u, v) - surface.centreLoss();
            if (!Double.isNaN(rise)) {
                sum += rise;
                max = Math.max(max, rise);
                angles++;
            }
        }
        found.add(CentreMetrics.sharpnessMean(radius), sum / angles);
        found.add(CentreMetrics.sharpnessMax(radius), max);
    }

    /** A coordinate in steps from the first point; NaN outside the window. */
    private static double place(AxisConfig axis, double coordinate) {
        boolean inside = axis.min() <= coordinate && coordinate <= axis.max();
        return inside ? (coordinate - axis.min()) / (axis.max() - axis.min()) * (axis.points() - 1) : Double.NaN;
    }

    private static double bilinear(LossGrid surface, double u, double v) {
        int i = Math.min((int) u, surface.nx() - 2);
        int j = Math.min((int) v, surface.ny() - 2);
        double right = u - i;
        double above = v - j;
        double lower = mix(surface.loss(i, j), surface.loss(i + 1, j), right);
        double upper = mix(surface.loss(i, j + 1), surface.loss(i + 1, j + 1), right);
        return mix(lower, upper, above);
    }

    /** A hole that has no weight does no harm. */
    private static double mix(double from, double to, double share) {
        if (share == 0) {
            return from;
        }
        return share == 1 ? to : from * (1 - share) + to * share;
    }
}
