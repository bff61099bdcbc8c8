package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@code scale exp(-(share x^2))} in parts, since the square's rounding, of one unit in the last place, is far more in the exponential:
 * {@code exp(-(h + l)) = exp(-h) (1 - l)} with the rounded square h and its rest l.
 */
final class NormalDensity {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private NormalDensity() {}

    /** {@code to = -h}. */
    static void exponents(float[] x, int at, float share, float[] to, int floats) {
        FloatVector s = FloatVector.broadcast(S, -share);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            v.mul(s).mul(v).intoArray(to, i);
        }
    }

    /**
     * {@code to = scale to (1 - l)}.
     *
     * @param share a power of 2
     * @param to holds {@code exp(-h)}
     */
    static void finish(float[] x, int at, float share, float scale, float[] to, int floats) {
        FloatVector s = FloatVector.broadcast(S, share);
        FloatVector factor = FloatVector.broadcast(S, scale);
        FloatVector zero = FloatVector.zero(S);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i);
            FloatVector e = FloatVector.fromArray(S, to, i);
            FloatVector part = v.mul(s);
            FloatVector h = part.mul(v);
            FloatVector rest = part.fma(v, h.neg());
            FloatVector corrected = e.sub(e.mul(rest)).mul(factor);
            e.blend(corrected, e.compare(VectorOperators.NE, zero)).intoArray(to, i);
        }
    }
}
