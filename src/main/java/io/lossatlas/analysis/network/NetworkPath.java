package io.lossatlas.analysis.network;

import java.util.List;

/**
 * Where the steps of a training lie in the plane of its first two principal directions, which are of unit length and
 * orthogonal.
 *
 * @param points of all steps, the centre among them
 */
public record NetworkPath(List<Point> points) {

    /** Copies the list. */
    public NetworkPath {
        points = List.copyOf(points);
    }

    /**
     * The weights of a step.
     *
     * @param alpha their projection on the first direction
     * @param beta their projection on the second
     * @param residual share of the distance that lies outside the plane
     * @param distance from the weights at the centre
     */
    public record Point(double alpha, double beta, double residual, double distance) {}
}
