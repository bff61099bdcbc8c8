package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The square root, rounded correctly, and its slope {@code 1 / (2 sqrt(x))}. */
public final class SquareRoot implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector.fromArray(S, x, at + i).sqrt().intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        FloatVector half = FloatVector.broadcast(S, 0.5f);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector rate = half.div(FloatVector.fromArray(S, x, at + i).sqrt());
            FloatVector.fromArray(S, dy, d + i).mul(rate).intoArray(dy, d + i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        FloatVector quarter = FloatVector.broadcast(S, -0.25f);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            quarter.div(v.sqrt()).div(v).intoArray(y, into + i);
        }
    }
}
