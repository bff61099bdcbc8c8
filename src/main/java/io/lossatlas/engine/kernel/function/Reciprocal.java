package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** {@code 1 / x}, rounded correctly, and its slope {@code -1 / x^2}. */
public final class Reciprocal implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            one.div(FloatVector.fromArray(S, x, at + i)).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector inverse = one.div(FloatVector.fromArray(S, x, at + i));
            FloatVector rate = inverse.mul(inverse).neg();
            FloatVector.fromArray(S, dy, d + i).mul(rate).intoArray(dy, d + i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector inverse = one.div(FloatVector.fromArray(S, x, at + i));
            inverse.mul(inverse).mul(inverse.add(inverse)).intoArray(y, into + i);
        }
    }
}
