package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;

/**
 * The trained network on its surface: its loss {@code L0}; whether {@code L0 <= L} at each of its eight neighbours (two on
 * a line; a hole is no lower neighbour); {@code L0 - min L}; and the distance {@code sqrt(alpha^2 + beta^2)} of the lowest
 * point, the first in order of (i, j).
 */
final class Centre {
    private Centre() {}

    static void measure(LossGrid surface, Findings found) {
        if (!surface.hasCentre()) {
            return;
        }
        int lowest = lowest(surface.loss());
        double alpha = surface.grid().alpha(surface.grid().i(lowest));
        double beta = surface.grid().beta(surface.grid().j(lowest));
        found.add(CentreMetrics.CENTRE_LOSS, surface.centreLoss());
        found.add(CentreMetrics.CENTRE_EXCESS, surface.centreLoss() - surface.loss()[lowest]);
        found.add(CentreMetrics.MINIMUM_DISTANCE, StrictMath.sqrt(alpha * alpha + beta * beta));
        if (!surface.isEdge(surface.centreI() * surface.ny() + surface.centreJ())) {
            found.add(CentreMetrics.CENTRE_IS_MINIMUM, isMinimum(surface) ? 1 : 0);
        }
    }

    private static int lowest(double[] loss) {
        int lowest = -1;
        for (int p = 0; p < loss.length; p++) {
            if (!Double.isNaN(loss[p]) && (lowest < 0 || loss[p] < loss[lowest])) {
                lowest = p;
            }
        }
        return lowest;
    }

    private static boolean isMinimum(LossGrid surface) {
        int ci = surface.centreI();
        int cj = surface.centreJ();
        for (int i = Math.max(0, ci - 1); i <= Math.min(surface.nx() - 1, ci + 1); i++) {
            for (int j = Math.max(0, cj - 1); j <= Math.min(surface.ny() - 1, cj + 1); j++) {
                if (surface.loss(i, j) < surface.centreLoss()) {
                    return false;
                }
            }
        }
        return true;
    }
}
