package io.lossatlas.plane;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.algebra.LongVectors;

/**
 * Where weights lie in a plane: the point of it that is nearest to them, by the normal equations of its two directions.
 *
 * @param alpha coordinate along the first direction
 * @param beta coordinate along the second; 0 where there is none
 * @param residual share of the distance from the centre that lies outside the plane; 0 at the centre
 * @param distance from the centre, in weight space
 */
public record Projection(double alpha, double beta, double residual, double distance) {

    /**
     * Of weights on a plane.
     *
     * @param statistics whether running statistics of batch normalisation count, which the plane then moves too
     */
    static Projection of(Plane plane, Weights centre, Weights weights, boolean statistics) {
        double[] difference = difference(centre, weights, statistics);
        double xx = plane.gram(Axis.X, Axis.X);
        double xd = LongVectors.product(plane.x(), difference);
        double distance = StrictMath.sqrt(LongVectors.product(difference, difference));
        double alpha;
        double beta;
        if (plane.y().length == 0) {
            alpha = xx == 0 ? 0 : xd / xx;
            beta = 0;
        } else {
            double xy = plane.innerProduct();
            double yy = plane.gram(Axis.Y, Axis.Y);
            double yd = LongVectors.product(plane.y(), difference);
            double determinant = xx * yy - xy * xy;
            alpha = (xd * yy - yd * xy) / determinant;
            beta = (yd * xx - xd * xy) / determinant;
        }
        double outside = outside(plane, difference, alpha, beta);
        return new Projection(alpha, beta, distance == 0 ? 0 : outside / distance, distance);
    }

    /** In double, from the centre on; 0 at running statistics that do not count. */
    static double[] difference(Weights centre, Weights weights, boolean statistics) {
        double[] difference = new double[centre.values().length];
        for (Parameter parameter : centre.layout().parameters()) {
            if (statistics || !parameter.role().isRunningStatistic()) {
                for (int n = parameter.offset(); n < parameter.end(); n++) {
                    difference[n] = (double) weights.values()[n] - centre.values()[n];
                }
            }
        }
        return difference;
    }

    private static double outside(Plane plane, double[] difference, double alpha, double beta) {
        double sum = 0;
        for (int n = 0; n < difference.length; n++) {
            double rest = difference[n] - alpha * plane.x()[n] - (plane.y().length == 0 ? 0 : beta * plane.y()[n]);
            sum += rest * rest;
        }
        return StrictMath.sqrt(sum);
    }
}
