package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@code x h} with {@code h = min(max(x / 6 + 1 / 2, 0), 1)} (Howard and others, "Searching for MobileNetV3", 2019). */
public final class HardSwish implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final float SIXTH = 1 / 6f;
    private static final float HALF = 0.5f;

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        FloatVector a = FloatVector.broadcast(S, SIXTH);
        FloatVector b = FloatVector.broadcast(S, HALF);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            v.fma(a, b).max(0).min(1).mul(v).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        FloatVector a = FloatVector.broadcast(S, SIXTH);
        FloatVector b = FloatVector.broadcast(S, HALF);
        FloatVector zero = FloatVector.zero(S);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            FloatVector line = v.fma(a, b);
            FloatVector rising = zero.blend(v.mul(a), line.compare(VectorOperators.GT, zero));
            rising = zero.blend(rising, line.compare(VectorOperators.LE, one));
            FloatVector rate = line.max(zero).min(one).add(rising);
            FloatVector.fromArray(S, dy, d + i).mul(rate).intoArray(dy, d + i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        FloatVector a = FloatVector.broadcast(S, SIXTH);
        FloatVector b = FloatVector.broadcast(S, HALF);
        FloatVector zero = FloatVector.zero(S);
        FloatVector third = FloatVector.broadcast(S, 2 * SIXTH);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector line = FloatVector.fromArray(S, x, at + i).fma(a, b);
            FloatVector above = zero.blend(third, line.compare(VectorOperators.GT, zero));
            zero.blend(above, line.compare(VectorOperators.LE, 1)).intoArray(y, into + i);
        }
    }
}
