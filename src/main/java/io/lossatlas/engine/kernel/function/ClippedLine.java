package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@code min(max(scale x + shift, low), high)}; its slope is the scale where that is over low and not over high, else 0. */
public final class ClippedLine implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final float scale;
    private final float shift;
    private final float low;
    private final float high;

    /** A line between two bounds, which may be infinite. */
    public ClippedLine(float scale, float shift, float low, float high) {
        this.scale = scale;
        this.shift = shift;
        this.low = low;
        this.high = high;
    }

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        FloatVector a = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, shift);
        FloatVector least = FloatVector.broadcast(S, low);
        FloatVector most = FloatVector.broadcast(S, high);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector line = FloatVector.fromArray(S, x, at + i).fma(a, b);
            line.max(least).min(most).intoArray(y, into + i);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        FloatVector a = FloatVector.broadcast(S, scale);
        FloatVector b = FloatVector.broadcast(S, shift);
        FloatVector least = FloatVector.broadcast(S, low);
        FloatVector most = FloatVector.broadcast(S, high);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector line = FloatVector.fromArray(S, x, at + i).fma(a, b);
            FloatVector slope = FloatVector.fromArray(S, dy, d + i).mul(a);
            FloatVector above = zero.blend(slope, line.compare(VectorOperators.GT, least));
            zero.blend(above, line.compare(VectorOperators.LE, most)).intoArray(dy, d + i);
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        Arrays.fill(y, into, into + floats, 0);
    }
}
