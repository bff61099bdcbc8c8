package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@code x} where it is over 0, else {@code a x}; the size of x with a = -1. */
public final class LeakyRelu implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final float factor;

    /** Leaky by the factor a. */
    public LeakyRelu(float factor) {
        this.factor = factor;
    }

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        FloatVector a = FloatVector.broadcast(S, factor);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            v.mul(a).blend(v, v.compare(VectorOperators.GT, zero)).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        FloatVector a = FloatVector.broadcast(S, factor);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            FloatVector slope = FloatVector.fromArray(S, dy, d + i);
            slope.mul(a).blend(slope, v.compare(VectorOperators.GT, zero)).intoArray(dy, d + i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        Arrays.fill(y, into, into + floats, 0);
    }
}
