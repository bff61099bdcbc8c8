package io.lossatlas.results;

import io.lossatlas.plane.SurfaceKey;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Extreme eigenvalues of the Hessian over all trainable parameters at the points of a plane's grid. The value of point
 * {@code (i, j)} is at {@code i * ny + j}, NaN where none was found. The arrays are not copied.
 *
 * @param key of the plane, with the split and statistics of the curvature
 * @param alphas {@code double[nx]}
 * @param betas {@code double[ny]}
 * @param lambdaMax {@code double[nx * ny]}: the largest eigenvalue
 * @param lambdaMin {@code double[nx * ny]}: the smallest, with its sign
 * @param error {@code double[nx * ny]}: bound of the error of the smallest
 */
public record CurvatureGrid(
        SurfaceKey key, double[] alphas, double[] betas, double[] lambdaMax, double[] lambdaMin, double[] error) {

    /** Checks that there is a value of each kind for each pair of coordinates. */
    public CurvatureGrid {
        int points = alphas.length * betas.length;
        if (points == 0 || Stream.of(lambdaMax, lambdaMin, error).anyMatch(values -> values.length != points)) {
            throw new IllegalArgumentException(
                    "%s: the values are not %d x %d".formatted(key.title(), alphas.length, betas.length));
        }
    }

    /** A grid of which no point is known yet. */
    static CurvatureGrid unknown(SurfaceKey key, double[] alphas, double[] betas) {
        double[][] values = new double[3][alphas.length * betas.length];
        Arrays.stream(values).forEach(each -> Arrays.fill(each, Double.NaN));
        return new CurvatureGrid(key, alphas, betas, values[0], values[1], values[2]);
    }

    /**
     * At each point the size of a negative smallest eigenvalue in shares of the largest, as {@code hessian_ratio} has it: 0 where the
     * loss is convex to second order, NaN where either is not known or the largest is not positive.
     */
    public double[] ratio() {
        return IntStream.range(0, lambdaMax.length)
                .mapToDouble(n -> ratio(lambdaMax[n], lambdaMin[n]))
                .toArray();
    }

    private static double ratio(double largest, double smallest) {
        boolean known = largest > 0 && Double.isFinite(largest) && Double.isFinite(smallest);
        return known ? Math.max(0, -smallest) / largest : Double.NaN;
    }

    /** Points without a ratio. */
    public int missing() {
        return (int) Arrays.stream(ratio()).filter(Double::isNaN).count();
    }
}
