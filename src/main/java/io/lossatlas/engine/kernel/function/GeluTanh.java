package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code x (1 + tanh(u)) / 2} with {@code u = sqrt(2 / pi) (x + 0.044715 x^3)} (Hendrycks and Gimpel, "Gaussian Error Linear Units",
 * 2016). Since {@code (1 + tanh(u)) / 2 = s(2 u)} with the sigmoid s, it is {@code x s(2 u)}, where nothing cancels, and its slope
 * {@code s(2 u) + x s'(2 u) 2 u'}.
 */
public final class GeluTanh implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final float CUBIC = 0.044715f;
    private static final float TWICE = (float) (2 * Math.sqrt(2 / Math.PI));

    /** From here on the sigmoid's slope is 0, which a product with an infinite slope of u must stay. */
    private static final float FLAT = 32;

    private final float[] powers = new float[MOST];
    private final float[] inner = new float[MOST];
    private final float[] e = new float[MOST];

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        exponentials(x, at, floats);
        values(x, at, inner, e, y, into, floats);
    }

    private void exponentials(float[] x, int at, int floats) {
        inner(x, at, inner, floats);
        RowProducts.sizes(-1, inner, 0, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
    }

    /** {@code 2 u}. */
    private static void inner(float[] x, int at, float[] inner, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector cubic = FloatVector.broadcast(S, CUBIC);
        FloatVector twice = FloatVector.broadcast(S, TWICE);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            v.mul(v).fma(cubic, one).mul(twice).mul(v).intoArray(inner, i);
        }
    }

    private static void values(float[] x, int at, float[] inner, float[] e, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector over =
                    one.blend(exponential, FloatVector.fromArray(S, inner, i).compare(VectorOperators.LT, zero));
            FloatVector sigmoid = over.div(exponential.add(one));
            FloatVector.fromArray(S, x, at + i).mul(sigmoid).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        exponentials(x, at, floats);
        slopes(x, at, inner, e, floats);
        RowProducts.multiply(e, dy, d, floats);
    }

    private static void slopes(float[] x, int at, float[] inner, float[] e, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        FloatVector cubic = FloatVector.broadcast(S, 3 * CUBIC);
        FloatVector twice = FloatVector.broadcast(S, TWICE);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector over =
                    one.blend(exponential, FloatVector.fromArray(S, inner, i).compare(VectorOperators.LT, zero));
            FloatVector sum = exponential.add(one);
            FloatVector v = FloatVector.fromArray(S, x, at + i).max(-FLAT).min(FLAT);
            FloatVector rate = v.mul(v).fma(cubic, one).mul(twice).mul(v);
            FloatVector steep = exponential.div(sum.mul(sum));
            steep.fma(rate, over.div(sum)).intoArray(e, i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        exponentials(x, at, floats);
        curvatures(x, at, e, y, into, floats);
    }

    /** With {@code w = 2 u}: {@code s'(w) (2 w' + x w'' - |x| w'^2 (1 - e) / (1 + e))} with {@code e = exp(-|w|)}. */
    private static void curvatures(float[] x, int at, float[] e, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector cubic = FloatVector.broadcast(S, 3 * CUBIC);
        FloatVector twice = FloatVector.broadcast(S, TWICE);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector sum = exponential.add(one);
            FloatVector v = FloatVector.fromArray(S, x, at + i).max(-FLAT).min(FLAT);
            FloatVector share = v.mul(v).mul(cubic); // of w' / TWICE, and half of x w'' / TWICE
            FloatVector rate = share.add(one).mul(twice);
            FloatVector rising = rate.add(share.mul(twice));
            FloatVector bent =
                    v.abs().mul(rate).mul(rate).mul(one.sub(exponential)).div(sum);
            exponential.div(sum.mul(sum)).mul(rising.add(rising).sub(bent)).intoArray(y, into + i);
        }
    }
}
