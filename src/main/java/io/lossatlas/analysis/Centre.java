package io.lossatlas.analysis;

/**
 * The trained network on its surface: its loss {@code L0}; whether {@code L0 <= L} at each of its eight neighbours (two on
 * a line; a hole is no lower neighbour); {@code L0 - min L}; and the distance {@code sqrt(alpha^2 + beta^2)} of the lowest
 * point, the first in order of (i, j).
 */
final class Centre {
    private Centre() {}

    static void measure(Landscape landscape, Findings found) {
        if (!landscape.hasCentre()) {
            return;
        }
        int lowest = lowest(landscape.loss());
        double alpha = landscape.grid().alpha(landscape.grid().i(lowest));
        double beta = landscape.grid().beta(landscape.grid().j(lowest));
        found.add(CentreMetrics.CENTRE_LOSS, landscape.centreLoss());
        found.add(
                CentreMetrics.CENTRE_EXCESS, landscape.centreLoss() - landscape.loss()[lowest]);
        found.add(CentreMetrics.MINIMUM_DISTANCE, StrictMath.sqrt(alpha * alpha + beta * beta));
        if (!landscape.isEdge(landscape.centreI() * landscape.ny() + landscape.centreJ())) {
            found.add(CentreMetrics.CENTRE_IS_MINIMUM, isMinimum(landscape) ? 1 : 0);
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

    private static boolean isMinimum(Landscape landscape) {
        int ci = landscape.centreI();
        int cj = landscape.centreJ();
        for (int i = Math.max(0, ci - 1); i <= Math.min(landscape.nx() - 1, ci + 1); i++) {
            for (int j = Math.max(0, cj - 1); j <= Math.min(landscape.ny() - 1, cj + 1); j++) {
                if (landscape.loss(i, j) < landscape.centreLoss()) {
                    return false;
                }
            }
        }
        return true;
    }
}
