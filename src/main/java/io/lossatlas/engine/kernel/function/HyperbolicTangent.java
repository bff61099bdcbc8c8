package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The hyperbolic tangent, within 2 units in the last place: below 0.625 by the polynomial of {@code tanhf} in Moshier's Cephes library
 * (1992), above {@code 1 - 2 e / (1 + e)} with {@code e = exp(-2 |x|)}, and its slope {@code 4 e / (1 + e)^2}.
 */
public final class HyperbolicTangent implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final float SMALL = 0.625f;

    private final float[] powers = new float[MOST];
    private final float[] e = new float[MOST];

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        RowProducts.sizes(-2, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        values(x, at, e, y, into, floats);
    }

    private static void values(float[] x, int at, float[] e, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector large = one.sub(exponential.add(exponential).div(exponential.add(one)));
            large = large.blend(large.neg(), v.compare(VectorOperators.LT, zero));
            FloatVector square = v.mul(v);
            FloatVector p = FloatVector.broadcast(S, -5.70498872745e-3f);
            p = p.fma(square, FloatVector.broadcast(S, 2.06390887954e-2f));
            p = p.fma(square, FloatVector.broadcast(S, -5.37397155531e-2f));
            p = p.fma(square, FloatVector.broadcast(S, 1.33314422036e-1f));
            p = p.fma(square, FloatVector.broadcast(S, -3.33332819422e-1f));
            FloatVector small = p.mul(square).fma(v, v);
            large.blend(small, v.abs().compare(VectorOperators.LT, FloatVector.broadcast(S, SMALL)))
                    .intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        RowProducts.sizes(-2, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        slopes(e, floats);
        RowProducts.multiply(e, dy, d, floats);
    }

    private static void slopes(float[] e, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        FloatVector four = FloatVector.broadcast(S, 4);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector exponential = FloatVector.fromArray(S, e, i);
            FloatVector sum = exponential.add(one);
            exponential.mul(four).div(sum.mul(sum)).intoArray(e, i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        RowProducts.sizes(-2, x, at, e, floats);
        Exponential.run(e, 0, e, 0, floats, powers);
        Sigmoid.curvatures(x, at, e, -8, y, into, floats);
    }
}
