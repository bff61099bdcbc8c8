package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The error function, within 2 units in the last place, by the minimax polynomials of Juffa's {@code erff} (Stack Overflow 35148198):
 * {@code x P(x^2)} up to 475/512, {@code 1 - exp(Q(|x|))} above; its slope is {@code 2 / sqrt(pi) exp(-x^2)}.
 */
public final class ErrorFunction implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final float SMALL = 0.927734375f;

    /** From here on the slope is 0, which a product with an infinite number must stay. */
    private static final float FLAT = 32;

    private final float[] powers = new float[MOST];
    private final float[] tails = new float[MOST];

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        tails(x, at, 1, tails, floats, powers);
        values(x, at, tails, 1, y, into, floats);
    }

    /** {@code tails = 1 - erf(|factor x|)} where that is over 475/512. */
    static void tails(float[] x, int at, float factor, float[] tails, int floats, float[] powers) {
        logarithms(x, at, factor, tails, floats);
        Exponential.run(tails, 0, tails, 0, floats, powers);
    }

    private static void logarithms(float[] x, int at, float factor, float[] to, int floats) {
        FloatVector f = FloatVector.broadcast(S, factor);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector t = FloatVector.fromArray(S, x, at + i).mul(f).abs();
            FloatVector p = FloatVector.broadcast(S, -1.72853470e-5f);
            p = p.fma(t, FloatVector.broadcast(S, 3.83197126e-4f));
            FloatVector q = FloatVector.broadcast(S, -3.88396438e-3f);
            q = q.fma(t, FloatVector.broadcast(S, 2.42546219e-2f));
            p = p.fma(t.mul(t), q);
            p = p.fma(t, FloatVector.broadcast(S, -1.06777877e-1f));
            p = p.fma(t, FloatVector.broadcast(S, -6.34846687e-1f));
            p = p.fma(t, FloatVector.broadcast(S, -1.28717512e-1f));
            p.fma(t, t.neg()).intoArray(to, i);
        }
    }

    /** {@code y = erf(factor x)}. */
    static void values(float[] x, int at, float[] tails, float factor, float[] y, int into, int floats) {
        FloatVector f = FloatVector.broadcast(S, factor);
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        FloatVector limit = FloatVector.broadcast(S, SMALL);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i).mul(f);
            FloatVector square = v.mul(v);
            FloatVector p = FloatVector.broadcast(S, -5.96761703e-4f);
            p = p.fma(square, FloatVector.broadcast(S, 4.99119423e-3f));
            p = p.fma(square, FloatVector.broadcast(S, -2.67681349e-2f));
            p = p.fma(square, FloatVector.broadcast(S, 1.12819925e-1f));
            p = p.fma(square, FloatVector.broadcast(S, -3.76125336e-1f));
            p = p.fma(square, FloatVector.broadcast(S, 1.28379166e-1f));
            FloatVector small = p.fma(v, v);
            FloatVector large = one.sub(FloatVector.fromArray(S, tails, i));
            large = large.blend(large.neg(), v.compare(VectorOperators.LT, zero));
            small.blend(large, v.abs().compare(VectorOperators.GT, limit)).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        NormalDensity.exponents(x, at, 1, tails, floats);
        Exponential.run(tails, 0, tails, 0, floats, powers);
        NormalDensity.finish(x, at, 1, (float) (2 / Math.sqrt(Math.PI)), tails, floats);
        RowProducts.multiply(tails, dy, d, floats);
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        NormalDensity.exponents(x, at, 1, tails, floats);
        Exponential.run(tails, 0, tails, 0, floats, powers);
        NormalDensity.finish(x, at, 1, (float) (2 / Math.sqrt(Math.PI)), tails, floats);
        FloatVector twice = FloatVector.broadcast(S, -2);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector density = FloatVector.fromArray(S, tails, i);
            FloatVector v = FloatVector.fromArray(S, x, at + i).max(-FLAT).min(FLAT);
            v.mul(twice).mul(density).intoArray(y, into + i);
        }
    }
}
