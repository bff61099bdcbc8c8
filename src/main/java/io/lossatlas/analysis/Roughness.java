package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;

/**
 * How a surface goes up and down. Total variation: {@code (sum |L(i+1,j) - L(i,j)| / ny + sum |L(i,j+1) - L(i,j)| / nx) /
 * (max L - min L)}, the mean over the grid's lines of their ups and downs, a pure number. Second differences: {@code
 * sqrt(mean (Lxx^2 + 2 Lxy^2 + Lyy^2))} over inner points, the root mean square of the Frobenius norm of the {@link
 * Hessian}. What touches a hole is left out.
 */
final class Roughness {
    private Roughness() {}

    /** NaN without two neighbours that have a loss; 0 for a constant surface. */
    static double totalVariation(LossGrid surface) {
        double across = 0;
        double up = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        int steps = 0;
        for (int i = 0; i < surface.nx(); i++) {
            for (int j = 0; j < surface.ny(); j++) {
                double loss = surface.loss(i, j);
                if (Double.isNaN(loss)) {
                    continue;
                }
                min = Math.min(min, loss);
                max = Math.max(max, loss);
                if (i + 1 < surface.nx() && !Double.isNaN(surface.loss(i + 1, j))) {
                    across += Math.abs(surface.loss(i + 1, j) - loss);
                    steps++;
                }
                if (j + 1 < surface.ny() && !Double.isNaN(surface.loss(i, j + 1))) {
                    up += Math.abs(surface.loss(i, j + 1) - loss);
                    steps++;
                }
            }
        }
        if (steps == 0) {
            return Double.NaN;
        }
        return max == min ? 0 : (across / surface.ny() + up / surface.nx()) / (max - min);
    }

    /** NaN without an inner point that has all its neighbours. */
    static double rmsSecondDifference(LossGrid surface) {
        return surface.isPlane() ? plane(surface) : line(surface);
    }

    private static double plane(LossGrid surface) {
        double squares = 0;
        int points = 0;
        for (int i = 1; i < surface.nx() - 1; i++) {
            for (int j = 1; j < surface.ny() - 1; j++) {
                Hessian hessian = Hessian.at(surface, i, j);
                if (hessian.exists()) {
                    squares += hessian.squares();
                    points++;
                }
            }
        }
        return StrictMath.sqrt(squares / points);
    }

    private static double line(LossGrid surface) {
        double[] loss = surface.loss();
        double h = Math.max(surface.hx(), surface.hy());
        double squares = 0;
        int points = 0;
        for (int p = 1; p < loss.length - 1; p++) {
            double second = (loss[p + 1] - 2 * loss[p] + loss[p - 1]) / (h * h);
            if (!Double.isNaN(second)) {
                squares += second * second;
                points++;
            }
        }
        return StrictMath.sqrt(squares / points);
    }
}
