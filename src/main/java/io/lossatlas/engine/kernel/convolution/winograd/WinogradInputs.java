package io.lossatlas.engine.kernel.convolution.winograd;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Winograd's transform of inputs, {@code V = B' d B} of a tile of 4 x 4 inputs: first down the columns, then along the
 * rows. {@code V} lies as {@code [channel][position][tile]} with {@value #PAIR} tiles side by side.
 *
 * <p>In two halves: the JIT inlines no more than some sixty vector operations into one method, and puts the vectors of the others on
 * the heap. Strides within {@code V} are constants, so that an index costs no instruction.
 */
final class WinogradInputs {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    /** Tiles side by side. */
    static final int PAIR = 2;

    /** From one position to the next. */
    static final int POSITION = PAIR * Lanes.WIDTH;

    /** From one channel to the next. */
    static final int CHANNEL = 16 * POSITION;

    private WinogradInputs() {}

    /**
     * Rows 0 and 1 of the transformed tiles of one input channel after another: {@code d0 - d2} and {@code d1 + d2}.
     *
     * @param x index of the tile's first input in the first channel
     * @param row from one row to the next
     * @param plane from one channel to the next
     * @param v receives the tile's values from index {@code to} on
     */
    static void upper(float[] in, int x, int row, int plane, int channels, float[] v, int to) {
        for (int i = 0; i < channels; i++) {
            int at = x + i * plane;
            int into = to + i * CHANNEL;
            FloatVector c0 = FloatVector.fromArray(S, in, at + 2 * row);
            FloatVector c1 = FloatVector.fromArray(S, in, at + 2 * row + L);
            FloatVector c2 = FloatVector.fromArray(S, in, at + 2 * row + 2 * L);
            FloatVector c3 = FloatVector.fromArray(S, in, at + 2 * row + 3 * L);
            FloatVector w0 = FloatVector.fromArray(S, in, at).sub(c0);
            FloatVector w1 = FloatVector.fromArray(S, in, at + L).sub(c1);
            FloatVector w2 = FloatVector.fromArray(S, in, at + 2 * L).sub(c2);
            FloatVector w3 = FloatVector.fromArray(S, in, at + 3 * L).sub(c3);
            w0.sub(w2).intoArray(v, into);
            w1.add(w2).intoArray(v, into + POSITION);
            w2.sub(w1).intoArray(v, into + 2 * POSITION);
            w1.sub(w3).intoArray(v, into + 3 * POSITION);
            w0 = FloatVector.fromArray(S, in, at + row).add(c0);
            w1 = FloatVector.fromArray(S, in, at + row + L).add(c1);
            w2 = FloatVector.fromArray(S, in, at + row + 2 * L).add(c2);
            w3 = FloatVector.fromArray(S, in, at + row + 3 * L).add(c3);
            w0.sub(w2).intoArray(v, into + 4 * POSITION);
            w1.add(w2).intoArray(v, into + 5 * POSITION);
            w2.sub(w1).intoArray(v, into + 6 * POSITION);
            w1.sub(w3).intoArray(v, into + 7 * POSITION);
        }
    }

    /** Rows 2 and 3: {@code d2 - d1} and {@code d1 - d3}; {@code to} is where row 2 goes. */
    static void lower(float[] in, int x, int row, int plane, int channels, float[] v, int to) {
        for (int i = 0; i < channels; i++) {
            int at = x + row + i * plane;
            int into = to + i * CHANNEL;
            FloatVector b0 = FloatVector.fromArray(S, in, at);
            FloatVector b1 = FloatVector.fromArray(S, in, at + L);
            FloatVector b2 = FloatVector.fromArray(S, in, at + 2 * L);
            FloatVector b3 = FloatVector.fromArray(S, in, at + 3 * L);
            FloatVector w0 = FloatVector.fromArray(S, in, at + row).sub(b0);
            FloatVector w1 = FloatVector.fromArray(S, in, at + row + L).sub(b1);
            FloatVector w2 = FloatVector.fromArray(S, in, at + row + 2 * L).sub(b2);
            FloatVector w3 = FloatVector.fromArray(S, in, at + row + 3 * L).sub(b3);
            w0.sub(w2).intoArray(v, into);
            w1.add(w2).intoArray(v, into + POSITION);
            w2.sub(w1).intoArray(v, into + 2 * POSITION);
            w1.sub(w3).intoArray(v, into + 3 * POSITION);
            w0 = b0.sub(FloatVector.fromArray(S, in, at + 2 * row));
            w1 = b1.sub(FloatVector.fromArray(S, in, at + 2 * row + L));
            w2 = b2.sub(FloatVector.fromArray(S, in, at + 2 * row + 2 * L));
            w3 = b3.sub(FloatVector.fromArray(S, in, at + 2 * row + 3 * L));
            w0.sub(w2).intoArray(v, into + 4 * POSITION);
            w1.add(w2).intoArray(v, into + 5 * POSITION);
            w2.sub(w1).intoArray(v, into + 6 * POSITION);
            w1.sub(w3).intoArray(v, into + 7 * POSITION);
        }
    }
}
