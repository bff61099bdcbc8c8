package io.lossatlas.engine.kernel.convolution.winograd;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The transform of inputs of {@link Winograd4x4Convolution}, {@code V = B' d B} of a tile of 6 x 6 inputs: first down the
 * columns, into rows of their own, then along the rows. {@code V} lies as {@code [channel][position][tile]} with
 * {@value #PAIR} tiles side by side, and one position of nothing behind each channel: without it the same position of all
 * channels would lie in the few lines of the first-level cache that share an address' lower bits.
 *
 * <p>With {@code p(x) = d4 - x d2} and {@code q(x) = d3 - x d1}, each by one fused multiply-add, the six values of six are
 * {@code A^2 B^2 d0 + (d4 - (A^2 + B^2) d2)}, {@code p(B^2) + A q(B^2)}, {@code p(B^2) - A q(B^2)},
 * {@code p(A^2) + B q(A^2)}, {@code p(A^2) - B q(A^2)} and {@code A^2 B^2 d1 + (d5 - (A^2 + B^2) d3)}.
 *
 * <p>In methods that the JIT compiles whole, and strides that are constants: see {@link WinogradInputs}.
 */
final class Winograd4x4Inputs {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int W = Lanes.WIDTH;

    /** Tiles side by side. */
    static final int PAIR = 2;

    /** From one position to the next. */
    static final int POSITION = PAIR * W;

    /** From one channel to the next. */
    static final int CHANNEL = (Winograd4x4Filters.POSITIONS + 1) * POSITION;

    /** From one row of transformed columns to the next: those of two tiles that share two of them. */
    static final int ROW = 10 * W;

    private static final float A = Winograd4x4Filters.A;
    private static final float B = Winograd4x4Filters.B;
    private static final float SUM = A * A + B * B;
    private static final float PRODUCT = A * A * B * B;

    private Winograd4x4Inputs() {}

    /**
     * Transforms pairs of columns.
     *
     * @param x index of the first column's first input
     * @param row from one input to the one below
     * @param d receives the columns side by side, as six rows, from index {@code to} on
     */
    static void columns(float[] in, int x, int row, int pairs, float[] d, int to) {
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector minusA = FloatVector.broadcast(S, -A);
        FloatVector minusB = FloatVector.broadcast(S, -B);
        FloatVector minusA2 = FloatVector.broadcast(S, -A * A);
        FloatVector minusB2 = FloatVector.broadcast(S, -B * B);
        FloatVector minusSum = FloatVector.broadcast(S, -SUM);
        FloatVector product = FloatVector.broadcast(S, PRODUCT);
        for (int c = 0; c < pairs; c++) {
            int at = x + c * (2 * L);
            int into = to + c * (2 * W);
            FloatVector d1 = FloatVector.fromArray(S, in, at + row);
            FloatVector d2 = FloatVector.fromArray(S, in, at + 2 * row);
            FloatVector d3 = FloatVector.fromArray(S, in, at + 3 * row);
            FloatVector d4 = FloatVector.fromArray(S, in, at + 4 * row);
            FloatVector p = d2.fma(minusB2, d4);
            FloatVector q = d1.fma(minusB2, d3);
            q.fma(a, p).intoArray(d, into + ROW);
            q.fma(minusA, p).intoArray(d, into + 2 * ROW);
            p = d2.fma(minusA2, d4);
            q = d1.fma(minusA2, d3);
            q.fma(b, p).intoArray(d, into + 3 * ROW);
            q.fma(minusB, p).intoArray(d, into + 4 * ROW);
            FloatVector d0 = FloatVector.fromArray(S, in, at);
            d0.fma(product, d2.fma(minusSum, d4)).intoArray(d, into);
            FloatVector d5 = FloatVector.fromArray(S, in, at + 5 * row);
            d1.fma(product, d3.fma(minusSum, d5)).intoArray(d, into + 5 * ROW);
            FloatVector e1 = FloatVector.fromArray(S, in, at + row + L);
            FloatVector e2 = FloatVector.fromArray(S, in, at + 2 * row + L);
            FloatVector e3 = FloatVector.fromArray(S, in, at + 3 * row + L);
            FloatVector e4 = FloatVector.fromArray(S, in, at + 4 * row + L);
            FloatVector r = e2.fma(minusB2, e4);
            FloatVector s = e1.fma(minusB2, e3);
            s.fma(a, r).intoArray(d, into + ROW + W);
            s.fma(minusA, r).intoArray(d, into + 2 * ROW + W);
            r = e2.fma(minusA2, e4);
            s = e1.fma(minusA2, e3);
            s.fma(b, r).intoArray(d, into + 3 * ROW + W);
            s.fma(minusB, r).intoArray(d, into + 4 * ROW + W);
            FloatVector e0 = FloatVector.fromArray(S, in, at + L);
            e0.fma(product, e2.fma(minusSum, e4)).intoArray(d, into + W);
            FloatVector e5 = FloatVector.fromArray(S, in, at + 5 * row + L);
            e1.fma(product, e3.fma(minusSum, e5)).intoArray(d, into + 5 * ROW + W);
        }
    }

    /**
     * Transforms the six rows of a tile.
     *
     * @param d holds transformed columns; the tile's first at index {@code from}
     * @param v receives the tile's values from index {@code to} on
     */
    static void rows(float[] d, int from, float[] v, int to) {
        FloatVector a = FloatVector.broadcast(S, A);
        FloatVector b = FloatVector.broadcast(S, B);
        FloatVector minusA = FloatVector.broadcast(S, -A);
        FloatVector minusB = FloatVector.broadcast(S, -B);
        FloatVector minusA2 = FloatVector.broadcast(S, -A * A);
        FloatVector minusB2 = FloatVector.broadcast(S, -B * B);
        FloatVector minusSum = FloatVector.broadcast(S, -SUM);
        FloatVector product = FloatVector.broadcast(S, PRODUCT);
        for (int r = 0; r < 3; r++) {
            int at = from + r * (2 * ROW);
            int into = to + r * (12 * POSITION);
            FloatVector d1 = FloatVector.fromArray(S, d, at + W);
            FloatVector d2 = FloatVector.fromArray(S, d, at + 2 * W);
            FloatVector d3 = FloatVector.fromArray(S, d, at + 3 * W);
            FloatVector d4 = FloatVector.fromArray(S, d, at + 4 * W);
            FloatVector p = d2.fma(minusB2, d4);
            FloatVector q = d1.fma(minusB2, d3);
            q.fma(a, p).intoArray(v, into + POSITION);
            q.fma(minusA, p).intoArray(v, into + 2 * POSITION);
            p = d2.fma(minusA2, d4);
            q = d1.fma(minusA2, d3);
            q.fma(b, p).intoArray(v, into + 3 * POSITION);
            q.fma(minusB, p).intoArray(v, into + 4 * POSITION);
            FloatVector d0 = FloatVector.fromArray(S, d, at);
            d0.fma(product, d2.fma(minusSum, d4)).intoArray(v, into);
            FloatVector d5 = FloatVector.fromArray(S, d, at + 5 * W);
            d1.fma(product, d3.fma(minusSum, d5)).intoArray(v, into + 5 * POSITION);
            FloatVector e1 = FloatVector.fromArray(S, d, at + ROW + W);
            FloatVector e2 = FloatVector.fromArray(S, d, at + ROW + 2 * W);
            FloatVector e3 = FloatVector.fromArray(S, d, at + ROW + 3 * W);
            FloatVector e4 = FloatVector.fromArray(S, d, at + ROW + 4 * W);
            FloatVector g = e2.fma(minusB2, e4);
            FloatVector h = e1.fma(minusB2, e3);
            h.fma(a, g).intoArray(v, into + 7 * POSITION);
            h.fma(minusA, g).intoArray(v, into + 8 * POSITION);
            g = e2.fma(minusA2, e4);
            h = e1.fma(minusA2, e3);
            h.fma(b, g).intoArray(v, into + 9 * POSITION);
            h.fma(minusB, g).intoArray(v, into + 10 * POSITION);
            FloatVector e0 = FloatVector.fromArray(S, d, at + ROW);
            e0.fma(product, e2.fma(minusSum, e4)).intoArray(v, into + 6 * POSITION);
            FloatVector e5 = FloatVector.fromArray(S, d, at + ROW + 5 * W);
            e1.fma(product, e3.fma(minusSum, e5)).intoArray(v, into + 11 * POSITION);
        }
    }
}
