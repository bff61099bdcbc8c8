package io.lossatlas.engine.kernel.convolution.winograd;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transform of sums to outputs of {@link Winograd4x4Convolution}, {@code y = A' M A}: first along the rows, in place,
 * then down the columns, where bias and addition come in. {@code M} lies as {@code [channel][tile][position]}.
 *
 * <p>With {@code p = m1 + m2}, {@code r = m1 - m2}, {@code s = m3 + m4} and {@code t = m3 - m4} the four values of six are
 * {@code m0 + p + s}, {@code A r + B t}, {@code A^2 p + B^2 s} and {@code A^3 r + (B^3 t + m5)}; the bias is added to
 * {@code s}, to the two second terms, each within its fused multiply-add, and to {@code m5}.
 */
final class Winograd4x4Outputs {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int W = Lanes.WIDTH;

    /** From one tile to the next. */
    static final int TILE = Winograd4x4Filters.POSITIONS * W;

    /** From one channel to the next. */
    static final int CHANNEL = Winograd4x4Inputs.PAIR * TILE;

    private static final float A = Winograd4x4Filters.A;
    private static final float B = Winograd4x4Filters.B;

    private Winograd4x4Outputs() {}

    /**
     * Replaces the first four of the six sums of each row by its outputs.
     *
     * @param m the sums, from index {@code from} on
     * @param pairs of rows one after another
     */
    static void rows(float[] m, int from, int pairs) {
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A * A);
        FloatVector b2 = FloatVector.broadcast(S, B * B);
        FloatVector a3 = FloatVector.broadcast(S, A * A * A);
        FloatVector b3 = FloatVector.broadcast(S, B * B * B);
        for (int n = 0; n < pairs; n++) {
            int at = from + n * (12 * W);
            FloatVector m1 = FloatVector.fromArray(S, m, at + W);
            FloatVector m2 = FloatVector.fromArray(S, m, at + 2 * W);
            FloatVector m3 = FloatVector.fromArray(S, m, at + 3 * W);
            FloatVector m4 = FloatVector.fromArray(S, m, at + 4 * W);
            FloatVector p = m1.add(m2);
            FloatVector r = m1.sub(m2);
            FloatVector s = m3.add(m4);
            FloatVector t = m3.sub(m4);
            FloatVector m0 = FloatVector.fromArray(S, m, at);
            FloatVector m5 = FloatVector.fromArray(S, m, at + 5 * W);
            m0.add(p).add(s).intoArray(m, at);
            r.fma(a, t.mul(b)).intoArray(m, at + W);
            p.fma(a2, s.mul(b2)).intoArray(m, at + 2 * W);
            r.fma(a3, t.fma(b3, m5)).intoArray(m, at + 3 * W);
            FloatVector n1 = FloatVector.fromArray(S, m, at + 7 * W);
            FloatVector n2 = FloatVector.fromArray(S, m, at + 8 * W);
            FloatVector n3 = FloatVector.fromArray(S, m, at + 9 * W);
            FloatVector n4 = FloatVector.fromArray(S, m, at + 10 * W);
            FloatVector u = n1.add(n2);
            FloatVector v = n1.sub(n2);
            FloatVector x = n3.add(n4);
            FloatVector y = n3.sub(n4);
            FloatVector n0 = FloatVector.fromArray(S, m, at + 6 * W);
            FloatVector n5 = FloatVector.fromArray(S, m, at + 11 * W);
            n0.add(u).add(x).intoArray(m, at + 6 * W);
            v.fma(a, y.mul(b)).intoArray(m, at + 7 * W);
            u.fma(a2, x.mul(b2)).intoArray(m, at + 8 * W);
            v.fma(a3, y.fma(b3, n5)).intoArray(m, at + 9 * W);
        }
    }

    /**
     * One column of a tile in one output channel after another. Its last output is stored first, so that what lies outside
     * of the plane is replaced without a branch: it goes to the first one's place.
     *
     * @param m sums whose rows are transformed
     * @param from index in {@code m} of the column's first in the first channel
     * @param channels how many
     * @param call where results go
     * @param biases holds the biases
     * @param bias index in {@code biases} of the first channel's
     * @param to index in {@code call.out} of the column's first output
     * @param below floats from the first output to the second, third and fourth, 0 where it lies outside
     */
    static void column(
            float[] m,
            int from,
            int channels,
            ConvolutionCall call,
            float[] biases,
            int bias,
            int to,
            int below1,
            int below2,
            int below3) {
        float[] out = call.out;
        int plane = call.outPlane;
        FloatVector floor = FloatVector.broadcast(S, call.floor);
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A * A);
        FloatVector b2 = FloatVector.broadcast(S, B * B);
        FloatVector a3 = FloatVector.broadcast(S, A * A * A);
        FloatVector b3 = FloatVector.broadcast(S, B * B * B);
        for (int k = 0; k < channels; k++) {
            int at = from + k * CHANNEL;
            int into = to + k * plane;
            FloatVector add = FloatVector.broadcast(S, biases[bias + k]);
            FloatVector m1 = FloatVector.fromArray(S, m, at + 6 * W);
            FloatVector m2 = FloatVector.fromArray(S, m, at + 12 * W);
            FloatVector m3 = FloatVector.fromArray(S, m, at + 18 * W);
            FloatVector m4 = FloatVector.fromArray(S, m, at + 24 * W);
            FloatVector p = m1.add(m2);
            FloatVector r = m1.sub(m2);
            FloatVector s = m3.add(m4);
            FloatVector t = m3.sub(m4);
            FloatVector y3 =
                    r.fma(a3, t.fma(b3, FloatVector.fromArray(S, m, at + 30 * W).add(add)));
            FloatVector y2 = p.fma(a2, s.fma(b2, add));
            FloatVector y1 = r.fma(a, t.fma(b, add));
            FloatVector y0 = FloatVector.fromArray(S, m, at).add(p).add(s.add(add));
            y3.blend(floor, y3.compare(VectorOperators.LT, floor)).intoArray(out, into + below3);
            y2.blend(floor, y2.compare(VectorOperators.LT, floor)).intoArray(out, into + below2);
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + below1);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }

    /** The same, and what {@code call} adds. */
    static void columnAdding(
            float[] m,
            int from,
            int channels,
            ConvolutionCall call,
            float[] biases,
            int bias,
            int to,
            int below1,
            int below2,
            int below3) {
        float[] out = call.out;
        int plane = call.outPlane;
        float[] added = call.added;
        int shift = call.addedShift;
        FloatVector floor = FloatVector.broadcast(S, call.floor);
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector a2 = FloatVector.broadcast(S, A * A);
        FloatVector b2 = FloatVector.broadcast(S, B * B);
        FloatVector a3 = FloatVector.broadcast(S, A * A * A);
        FloatVector b3 = FloatVector.broadcast(S, B * B * B);
        for (int k = 0; k < channels; k++) {
            int at = from + k * CHANNEL;
            int into = to + k * plane;
            FloatVector add = FloatVector.broadcast(S, biases[bias + k]);
            FloatVector m1 = FloatVector.fromArray(S, m, at + 6 * W);
            FloatVector m2 = FloatVector.fromArray(S, m, at + 12 * W);
            FloatVector m3 = FloatVector.fromArray(S, m, at + 18 * W);
            FloatVector m4 = FloatVector.fromArray(S, m, at + 24 * W);
            FloatVector p = m1.add(m2);
            FloatVector r = m1.sub(m2);
            FloatVector s = m3.add(m4);
            FloatVector t = m3.sub(m4);
            FloatVector y3 = r.fma(
                            a3,
                            t.fma(b3, FloatVector.fromArray(S, m, at + 30 * W).add(add)))
                    .add(FloatVector.fromArray(S, added, into + shift + below3));
            FloatVector y2 = p.fma(a2, s.fma(b2, add)).add(FloatVector.fromArray(S, added, into + shift + below2));
            FloatVector y1 = r.fma(a, t.fma(b, add)).add(FloatVector.fromArray(S, added, into + shift + below1));
            FloatVector y0 = FloatVector.fromArray(S, m, at)
                    .add(p)
                    .add(s.add(add))
                    .add(FloatVector.fromArray(S, added, into + shift));
            y3.blend(floor, y3.compare(VectorOperators.LT, floor)).intoArray(out, into + below3);
            y2.blend(floor, y2.compare(VectorOperators.LT, floor)).intoArray(out, into + below2);
            y1.blend(floor, y1.compare(VectorOperators.LT, floor)).intoArray(out, into + below1);
            y0.blend(floor, y0.compare(VectorOperators.LT, floor)).intoArray(out, into);
        }
    }
}
