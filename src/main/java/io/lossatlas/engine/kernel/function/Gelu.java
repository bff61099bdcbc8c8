package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code x (1 + erf(x / sqrt(2))) / 2} (Hendrycks and Gimpel, "Gaussian Error Linear Units", 2016), within 2^-24 |x|, and its slope
 * {@code (1 + erf(x / sqrt(2))) / 2 + x exp(-x^2 / 2) / sqrt(2 pi)}, whose own is {@code (2 - x^2) exp(-x^2 / 2) / sqrt(2 pi)}.
 */
public final class Gelu implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final float HALF_ROOT = (float) Math.sqrt(0.5);

    /** From here on the density is 0, which a product with an infinite number must stay. */
    private static final float FLAT = 32;

    private static final float DENSITY = (float) (1 / Math.sqrt(2 * Math.PI));

    private final float[] powers = new float[MOST];
    private final float[] tails = new float[MOST];
    private final float[] shares = new float[MOST];

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        shares(x, at, floats);
        products(x, at, shares, y, into, floats);
    }

    /** {@code (1 + erf(x / sqrt(2))) / 2}: the share of a normal distribution below x. */
    private void shares(float[] x, int at, int floats) {
        ErrorFunction.tails(x, at, HALF_ROOT, tails, floats, powers);
        ErrorFunction.values(x, at, tails, HALF_ROOT, shares, 0, floats);
        below(x, at, tails, shares, floats);
    }

    /** From erf to the share; where x is far below 0 from the tail, which nothing cancels. */
    private static void below(float[] x, int at, float[] tails, float[] shares, int floats) {
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        FloatVector limit = FloatVector.broadcast(S, -2);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector share = FloatVector.fromArray(S, shares, i).fma(half, half);
            FloatVector tail = FloatVector.fromArray(S, tails, i).mul(half);
            share.blend(tail, FloatVector.fromArray(S, x, at + i).compare(VectorOperators.LT, limit))
                    .intoArray(shares, i);
        }
    }

    private static void products(float[] x, int at, float[] shares, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector share = FloatVector.fromArray(S, shares, i);
            FloatVector.fromArray(S, x, at + i).mul(share).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        shares(x, at, floats);
        NormalDensity.exponents(x, at, 0.5f, tails, floats);
        Exponential.run(tails, 0, tails, 0, floats, powers);
        NormalDensity.finish(x, at, 0.5f, DENSITY, tails, floats);
        slopes(x, at, tails, shares, floats);
        RowProducts.multiply(shares, dy, d, floats);
    }

    private static void slopes(float[] x, int at, float[] densities, float[] shares, int floats) {
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector density = FloatVector.fromArray(S, densities, i);
            FloatVector share = FloatVector.fromArray(S, shares, i);
            FloatVector.fromArray(S, x, at + i).fma(density, share).intoArray(shares, i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        NormalDensity.exponents(x, at, 0.5f, tails, floats);
        Exponential.run(tails, 0, tails, 0, floats, powers);
        NormalDensity.finish(x, at, 0.5f, DENSITY, tails, floats);
        FloatVector two = FloatVector.broadcast(S, 2);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector density = FloatVector.fromArray(S, tails, i);
            FloatVector v = FloatVector.fromArray(S, x, at + i).max(-FLAT).min(FLAT);
            two.sub(v.mul(v)).mul(density).intoArray(y, into + i);
        }
    }
}
