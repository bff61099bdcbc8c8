package io.lossatlas.analysis.surface;

import io.lossatlas.plane.LossGrid;

/**
 * The matrix of second differences at an inner point, in units of (alpha, beta): {@code Lxx = (L(i+1,j) - 2 L(i,j) +
 * L(i-1,j)) / hx^2}, {@code Lyy} likewise, {@code Lxy = (L(i+1,j+1) - L(i+1,j-1) - L(i-1,j+1) + L(i-1,j-1)) / (4 hx hy)}.
 * Exact for quadratic losses, rotated ones and unequal steps included.
 *
 * <p>When each of the nine losses is off by no more than {@code d}, the entries are off by no more than {@code 4 d / hx^2},
 * {@code 4 d / hy^2} and {@code d / (hx hy)}, and by Weyl's inequality the eigenvalues by no more than {@code tau = d (4 /
 * min(hx, hy)^2 + 1 / (hx hy))}. Losses come from arithmetic in float: {@code d = 2^-20 max|L|}, sixteen times float's own
 * rounding, is what networks of a hundred layers were seen to lose.
 *
 * @param xx second difference along alpha
 * @param xy mixed second difference
 * @param yy second difference along beta
 * @param tau largest curvature that rounding of the loss can feign
 */
record Hessian(double xx, double xy, double yy, double tau) {
    /** Relative error of a loss by rounding. */
    static final double ROUNDING = 0x1p-20;

    /** At an inner point (i, j) of a plane; with entries that are NaN where one of the nine points is a hole. */
    static Hessian at(LossGrid surface, int i, int j) {
        double hx = surface.hx();
        double hy = surface.hy();
        double[] loss = surface.loss();
        int ny = surface.ny();
        int p = i * ny + j;
        double centre = 2 * loss[p];
        double xx = (loss[p + ny] - centre + loss[p - ny]) / (hx * hx);
        double yy = (loss[p + 1] - centre + loss[p - 1]) / (hy * hy);
        double xy = (loss[p + ny + 1] - loss[p + ny - 1] - loss[p - ny + 1] + loss[p - ny - 1]) / (4 * hx * hy);
        double largest = 0;
        for (int q = p - ny; q <= p + ny; q += ny) {
            largest = Math.max(
                    largest, Math.max(Math.abs(loss[q - 1]), Math.max(Math.abs(loss[q]), Math.abs(loss[q + 1]))));
        }
        double h = Math.min(hx, hy);
        return new Hessian(xx, xy, yy, ROUNDING * largest * (4 / (h * h) + 1 / (hx * hy)));
    }

    /** Whether all nine points have a loss. */
    boolean exists() {
        return !Double.isNaN(xx + xy + yy);
    }

    /** The smaller eigenvalue. */
    double min() {
        return (xx + yy) / 2 - radius();
    }

    /** The larger eigenvalue. */
    double max() {
        return (xx + yy) / 2 + radius();
    }

    /** Sum of the squares of all four entries. */
    double squares() {
        return xx * xx + 2 * xy * xy + yy * yy;
    }

    private double radius() {
        double half = (xx - yy) / 2;
        return StrictMath.sqrt(half * half + xy * xy);
    }
}
