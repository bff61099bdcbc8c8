package io.lossatlas.plane;

import java.io.Serializable;
import java.util.List;

/**
 * A plane through a network's weights. The arrays are not copied and never written to.
 *
 * @param id the name in tables, like {@code random-s1}
 * @param x direction of alpha, {@code float[parameters]} in the order of the layout
 * @param y direction of beta, likewise; empty for a line, which has none
 */
public record Plane(String id, float[] x, float[] y) implements Serializable {

    /** Checks that the directions are of one length. */
    public Plane {
        if (x.length != y.length && y.length > 0) {
            throw new IllegalArgumentException("directions of %d and %d values".formatted(x.length, y.length));
        }
    }

    /** The axes that have a direction. */
    public List<Axis> axes() {
        return y.length == 0 ? List.of(Axis.X) : List.of(Axis.X, Axis.Y);
    }

    /** One of the two directions. */
    public float[] direction(Axis axis) {
        return switch (axis) {
            case X -> x;
            case Y -> y;
        };
    }

    /** Frobenius norm of the direction of alpha. */
    public double xNorm() {
        return StrictMath.sqrt(product(x, x));
    }

    /** Frobenius norm of the direction of beta. */
    public double yNorm() {
        return StrictMath.sqrt(product(y, y));
    }

    /** An entry of the Gram matrix of the two directions: their inner product, or the square of one's Frobenius norm. */
    public double gram(Axis one, Axis other) {
        return product(direction(one), direction(other));
    }

    /** Inner product of the two directions: the third entry of their Gram matrix, beside the squared norms. */
    public double innerProduct() {
        return product(x, y);
    }

    /** Cosine of the angle between the two directions; 0 when one of them is 0. */
    public double cosine() {
        double norms = xNorm() * yNorm();
        return norms == 0 ? 0 : innerProduct() / norms;
    }

    /**
     * The weights at a point: {@code (w + alpha * x) + beta * y}, each in double and rounded to float once, without
     * fused operations, always from the centre.
     *
     * @param centre {@code float[parameters]}
     * @param out {@code float[parameters]}, overwritten
     */
    public void point(float[] centre, double alpha, double beta, float[] out) {
        for (int n = 0; n < y.length; n++) {
            out[n] = (float) (centre[n] + alpha * x[n] + beta * y[n]);
        }
        for (int n = y.length; n < x.length; n++) {
            out[n] = (float) (centre[n] + alpha * x[n]);
        }
    }

    private static double product(float[] left, float[] right) {
        double sum = 0;
        for (int n = 0; n < Math.min(left.length, right.length); n++) {
            sum += (double) left[n] * right[n];
        }
        return sum;
    }
}
