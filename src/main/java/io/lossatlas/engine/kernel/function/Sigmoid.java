package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code 1 / (1 + exp(-x))}, within 2 units in the last place: with {@code e = exp(-|x|)} it is {@code 1 / (1 + e)}, or
 * {@code e / (1 + e)} where x is negative, less what rounding the sum makes of it, and its slope {@code e / (1 + e)^2}.
 */
public final class Sigmoid implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final float[] powers = new float[MOST];
    private final float[] e = new float[MOST];

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        RowProducts.sizes(-1, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        values(x, at, e, y, into, floats);
    }

    private static void values(float[] x, int at, float[] e, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector over =
                    one.blend(exponential, FloatVector.fromArray(S, x, at + i).compare(VectorOperators.LT, zero));
            FloatVector sum = exponential.add(one);
            FloatVector rounding = exponential.sub(sum.sub(one));
            FloatVector quotient = over.div(sum);
            quotient.sub(quotient.mul(rounding).div(sum)).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        RowProducts.sizes(-1, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        slopes(e, floats);
        RowProducts.multiply(e, dy, d, floats);
    }

    private static void slopes(float[] e, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector sum = exponential.add(one);
            exponential.div(sum.mul(sum)).intoArray(e, i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        RowProducts.sizes(-1, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        curvatures(x, at, e, -1, y, into, floats);
    }

    /** {@code factor sign(x) e (1 - e) / (1 + e)^3}. */
    static void curvatures(float[] x, int at, float[] e, float factor, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        FloatVector scale = FloatVector.broadcast(S, factor);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector sum = exponential.add(one);
            FloatVector size = exponential
                    .mul(one.sub(exponential))
                    .div(sum.mul(sum).mul(sum))
                    .mul(scale);
            size.blend(size.neg(), FloatVector.fromArray(S, x, at + i).compare(VectorOperators.LT, zero))
                    .intoArray(y, into + i);
        }
    }
}
