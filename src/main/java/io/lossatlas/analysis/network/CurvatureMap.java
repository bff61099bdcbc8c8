package io.lossatlas.analysis.network;

import java.util.List;

/**
 * Extreme eigenvalues of the Hessian over all trainable parameters at the points of a grid.
 *
 * @param points where both ends were found
 */
public record CurvatureMap(List<Point> points) {

    /** Copies the list. */
    public CurvatureMap {
        points = List.copyOf(points);
    }

    /**
     * A grid point.
     *
     * @param lambdaMax the largest eigenvalue
     * @param lambdaMin the smallest, with its sign
     * @param error bound of the error of the smallest
     */
    public record Point(double lambdaMax, double lambdaMin, double error) {}
}
