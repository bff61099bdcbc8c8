package io.lossatlas.report.figure;

import java.awt.Dimension;
import java.awt.Rectangle;

/**
 * Where the points of a plane's grid are drawn: corners of the grid at the corners of a rectangle, beta upwards.
 *
 * @param alphas {@code double[nx]}
 * @param betas {@code double[ny]}
 * @param plot the rectangle
 */
record PlaneFrame(double[] alphas, double[] betas, Rectangle plot) {
    private static final double ELONGATION = 3;
    private static final double LINE_SHARE = 6;

    /** Width and height that are as the ranges of alpha and beta, up to an elongation of 3; a line of points is a strip. */
    static Dimension size(double[] alphas, double[] betas, int longest) {
        double across = range(alphas);
        double up = range(betas);
        double ratio =
                across == 0 && up == 0 ? 1 : across == 0 ? 1 / LINE_SHARE : up == 0 ? LINE_SHARE : clamp(across / up);
        return ratio >= 1
                ? new Dimension(longest, (int) Math.round(longest / ratio))
                : new Dimension((int) Math.round(longest * ratio), longest);
    }

    private static double clamp(double ratio) {
        return Math.max(1 / ELONGATION, Math.min(ELONGATION, ratio));
    }

    private static double range(double[] coordinates) {
        return Math.abs(coordinates[coordinates.length - 1] - coordinates[0]);
    }

    /** Where an alpha is drawn; the middle of a strip. */
    double x(double alpha) {
        return plot.x + plot.width * share(alphas, alpha);
    }

    /** Where a beta is drawn; the middle of a strip. */
    double y(double beta) {
        return plot.getMaxY() - plot.height * share(betas, beta);
    }

    private static double share(double[] coordinates, double value) {
        double first = coordinates[0];
        double last = coordinates[coordinates.length - 1];
        return first == last ? value == first ? 0.5 : Double.NaN : (value - first) / (last - first);
    }

    /** Whether a place is in the rectangle. */
    boolean holds(double alpha, double beta) {
        double x = x(alpha);
        double y = y(beta);
        return x >= plot.getMinX() && x <= plot.getMaxX() && y >= plot.getMinY() && y <= plot.getMaxY();
    }
}
