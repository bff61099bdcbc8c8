package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;

/**
 * Basin width: the area {@code {L < L0 + t}} of the window, L linear on the four triangles that the middle of each cell makes
 * with its sides, the middle being the mean of the corners. So the area moves smoothly with the losses. A cell with a hole
 * at a corner counts as outside.
 */
final class Basins {
    private Basins() {}

    static void measure(LossGrid surface, Findings found) {
        if (!surface.isPlane() || !surface.hasCentre()) {
            return;
        }
        for (double rise : CentreMetrics.RISES) {
            found.add(CentreMetrics.basinWidth(rise), area(surface, surface.centreLoss() + rise));
        }
    }

    private static double area(LossGrid surface, double level) {
        double cells = 0;
        for (int i = 0; i < surface.nx() - 1; i++) {
            for (int j = 0; j < surface.ny() - 1; j++) {
                double a = surface.loss(i, j);
                double b = surface.loss(i + 1, j);
                double c = surface.loss(i + 1, j + 1);
                double d = surface.loss(i, j + 1);
                double middle = (a + b + c + d) / 4;
                if (!Double.isNaN(middle)) {
                    cells += triangle(middle, a, b, level)
                            + triangle(middle, b, c, level)
                            + triangle(middle, c, d, level)
                            + triangle(middle, d, a, level);
                }
            }
        }
        return cells / 4 * surface.hx() * surface.hy();
    }

    /** Share of a triangle that lies below a level, by its losses at the corners. */
    static double triangle(double a, double b, double c, double level) {
        double low = Math.min(a, Math.min(b, c));
        double high = Math.max(a, Math.max(b, c));
        if (level <= low) {
            return 0;
        }
        if (level >= high) {
            return 1;
        }
        double middle = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        return level <= middle
                ? (level - low) / (middle - low) * ((level - low) / (high - low))
                : 1 - (high - level) / (high - middle) * ((high - level) / (high - low));
    }
}
