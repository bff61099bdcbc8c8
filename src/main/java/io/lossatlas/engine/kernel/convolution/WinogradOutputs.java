package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Winograd's transform of sums to outputs, {@code y = A' M A}: first down the columns, then along the rows; the bias
 * comes to the second column's sum, which both outputs of a row take positive. {@code M} lies as {@code [channel][tile][position]}.
 *
 * <p>One output row a method, with and without an addition: see {@link WinogradInputs}. A row's second output is stored first, so
 * that where it lies outside of the plane the first replaces it without a branch.
 */
final class WinogradOutputs {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int W = Lanes.WIDTH;

    /** From one tile to the next. */
    static final int TILE = 16 * W;

    /** From one channel to the next. */
    static final int CHANNEL = WinogradInputs.PAIR * TILE;

    private WinogradOutputs() {}

    /**
     * The first output row of a tile in one output channel after another: {@code (m0 + m1) + m2} down the columns.
     *
     * @param m the sums, of the first channel from {@code at} on
     * @param channels how many
     * @param o where results go, and what is added
     * @param bias index in {@code biases} of the first channel's
     * @param to index of the row's first output
     * @param right floats to the row's second output, or 0 where that lies outside of the plane
     */
    static void first(float[] m, int at, int channels, ConvolutionCall o, float[] biases, int bias, int to, int right) {
        float[] out = o.out;
        int plane = o.outPlane;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        for (int k = 0; k < channels; k++) {
            int a = at + k * CHANNEL;
            int into = to + k * plane;
            FloatVector s0 = FloatVector.fromArray(S, m, a)
                    .add(FloatVector.fromArray(S, m, a + 4 * W))
                    .add(FloatVector.fromArray(S, m, a + 8 * W));
            FloatVector s1 = FloatVector.fromArray(S, m, a + W)
                    .add(FloatVector.fromArray(S, m, a + 5 * W))
                    .add(FloatVector.fromArray(S, m, a + 9 * W))
                    .add(FloatVector.broadcast(S, biases[bias + k]));
            FloatVector s2 = FloatVector.fromArray(S, m, a + 2 * W)
                    .add(FloatVector.fromArray(S, m, a + 6 * W))
                    .add(FloatVector.fromArray(S, m, a + 10 * W));
            FloatVector s3 = FloatVector.fromArray(S, m, a + 3 * W)
                    .add(FloatVector.fromArray(S, m, a + 7 * W))
                    .add(FloatVector.fromArray(S, m, a + 11 * W));
            FloatVector y0 = s0.add(s1).add(s2);
            FloatVector y1 = s1.sub(s2).sub(s3);
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + right);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }

    /** The second output row: {@code (m1 - m2) - m3} down the columns. */
    static void second(
            float[] m, int at, int channels, ConvolutionCall o, float[] biases, int bias, int to, int right) {
        float[] out = o.out;
        int plane = o.outPlane;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        for (int k = 0; k < channels; k++) {
            int a = at + k * CHANNEL;
            int into = to + k * plane;
            FloatVector s0 = FloatVector.fromArray(S, m, a + 4 * W)
                    .sub(FloatVector.fromArray(S, m, a + 8 * W))
                    .sub(FloatVector.fromArray(S, m, a + 12 * W));
            FloatVector s1 = FloatVector.fromArray(S, m, a + 5 * W)
                    .sub(FloatVector.fromArray(S, m, a + 9 * W))
                    .sub(FloatVector.fromArray(S, m, a + 13 * W))
                    .add(FloatVector.broadcast(S, biases[bias + k]));
            FloatVector s2 = FloatVector.fromArray(S, m, a + 6 * W)
                    .sub(FloatVector.fromArray(S, m, a + 10 * W))
                    .sub(FloatVector.fromArray(S, m, a + 14 * W));
            FloatVector s3 = FloatVector.fromArray(S, m, a + 7 * W)
                    .sub(FloatVector.fromArray(S, m, a + 11 * W))
                    .sub(FloatVector.fromArray(S, m, a + 15 * W));
            FloatVector y0 = s0.add(s1).add(s2);
            FloatVector y1 = s1.sub(s2).sub(s3);
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + right);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }

    /** The first output row, and an addition. */
    static void firstAdding(
            float[] m, int at, int channels, ConvolutionCall o, float[] biases, int bias, int to, int right) {
        float[] out = o.out;
        int plane = o.outPlane;
        float[] added = o.added;
        int shift = o.addedShift;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        for (int k = 0; k < channels; k++) {
            int a = at + k * CHANNEL;
            int into = to + k * plane;
            FloatVector s0 = FloatVector.fromArray(S, m, a)
                    .add(FloatVector.fromArray(S, m, a + 4 * W))
                    .add(FloatVector.fromArray(S, m, a + 8 * W));
            FloatVector s1 = FloatVector.fromArray(S, m, a + W)
                    .add(FloatVector.fromArray(S, m, a + 5 * W))
                    .add(FloatVector.fromArray(S, m, a + 9 * W))
                    .add(FloatVector.broadcast(S, biases[bias + k]));
            FloatVector s2 = FloatVector.fromArray(S, m, a + 2 * W)
                    .add(FloatVector.fromArray(S, m, a + 6 * W))
                    .add(FloatVector.fromArray(S, m, a + 10 * W));
            FloatVector s3 = FloatVector.fromArray(S, m, a + 3 * W)
                    .add(FloatVector.fromArray(S, m, a + 7 * W))
                    .add(FloatVector.fromArray(S, m, a + 11 * W));
            FloatVector y0 = s0.add(s1).add(s2).add(FloatVector.fromArray(S, added, into + shift));
            FloatVector y1 = s1.sub(s2).sub(s3).add(FloatVector.fromArray(S, added, into + shift + right));
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + right);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }

    /** The second output row, and an addition. */
    static void secondAdding(
            float[] m, int at, int channels, ConvolutionCall o, float[] biases, int bias, int to, int right) {
        float[] out = o.out;
        int plane = o.outPlane;
        float[] added = o.added;
        int shift = o.addedShift;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        for (int k = 0; k < channels; k++) {
            int a = at + k * CHANNEL;
            int into = to + k * plane;
            FloatVector s0 = FloatVector.fromArray(S, m, a + 4 * W)
                    .sub(FloatVector.fromArray(S, m, a + 8 * W))
                    .sub(FloatVector.fromArray(S, m, a + 12 * W));
            FloatVector s1 = FloatVector.fromArray(S, m, a + 5 * W)
                    .sub(FloatVector.fromArray(S, m, a + 9 * W))
                    .sub(FloatVector.fromArray(S, m, a + 13 * W))
                    .add(FloatVector.broadcast(S, biases[bias + k]));
            FloatVector s2 = FloatVector.fromArray(S, m, a + 6 * W)
                    .sub(FloatVector.fromArray(S, m, a + 10 * W))
                    .sub(FloatVector.fromArray(S, m, a + 14 * W));
            FloatVector s3 = FloatVector.fromArray(S, m, a + 7 * W)
                    .sub(FloatVector.fromArray(S, m, a + 11 * W))
                    .sub(FloatVector.fromArray(S, m, a + 15 * W));
            FloatVector y0 = s0.add(s1).add(s2).add(FloatVector.fromArray(S, added, into + shift));
            FloatVector y1 = s1.sub(s2).sub(s3).add(FloatVector.fromArray(S, added, into + shift + right));
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + right);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }
}
