package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Derivatives of a {@link RowFunction} and of its gradient along a direction, written with a dash. Belongs to one thread. */
public final class RowTangents {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private final RowFunction function;
    private final float[] change = new float[RowFunction.MOST];

    /** Those of a function. */
    public RowTangents(RowFunction function) {
        this.function = function;
    }

    /**
     * {@code y' = f'(x) x'}.
     *
     * @param floats a multiple of 16, at most {@link RowFunction#MOST}
     */
    public void value(float[] x, int at, float[] xAlong, int along, float[] yAlong, int into, int floats) {
        System.arraycopy(xAlong, along, yAlong, into, floats);
        function.slope(x, at, yAlong, into, floats);
    }

    /** {@code dy' = f'(x) dy' + f''(x) x' dy}, with the gradient dy of what was made, for as many floats likewise. */
    public void slope(
            float[] x, int at, float[] xAlong, int along, float[] dy, int d, float[] dyAlong, int into, int floats) {
        function.curvature(x, at, change, 0, floats);
        function.slope(x, at, dyAlong, into, floats);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector turn = FloatVector.fromArray(S, change, i).mul(FloatVector.fromArray(S, xAlong, along + i));
            turn.fma(FloatVector.fromArray(S, dy, d + i), FloatVector.fromArray(S, dyAlong, into + i))
                    .intoArray(dyAlong, into + i);
        }
    }
}
