package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Runs of floats multiplied. */
final class RowProducts {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private RowProducts() {}

    /** {@code y = y factors}. */
    static void multiply(float[] factors, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector factor = FloatVector.fromArray(S, factors, i);
            FloatVector.fromArray(S, y, into + i).mul(factor).intoArray(y, into + i);
        }
    }

    /** {@code y = factor |x|}. */
    static void sizes(float factor, float[] x, int at, float[] y, int floats) {
        FloatVector f = FloatVector.broadcast(S, factor);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector.fromArray(S, x, at + i).abs().mul(f).intoArray(y, i);
        }
    }
}
