package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Six results of one, two or four vectors {@code [n][16]}, some of whose lanes are taken: {@code y[r] += sum over t of matrix[t][r] *
 * x[t]}, one fused multiply-add a term in the order of t, whichever tile it is.
 */
final class PanelTiles {
    /** Results of a tile, whose factors of one term lie side by side. */
    static final int RESULTS = 6;

    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private PanelTiles() {}

    /** Of four vectors: 24 sums, for CPUs with 32 registers. */
    static void four(
            float[] matrix,
            int first,
            int terms,
            float[] x,
            int p0,
            int p1,
            int p2,
            int p3,
            float[] y,
            int q0,
            int q1,
            int q2,
            int q3) {
        FloatVector a0 = FloatVector.fromArray(S, y, q0);
        FloatVector a1 = FloatVector.fromArray(S, y, q0 + L);
        FloatVector a2 = FloatVector.fromArray(S, y, q0 + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, y, q0 + 3 * L);
        FloatVector a4 = FloatVector.fromArray(S, y, q0 + 4 * L);
        FloatVector a5 = FloatVector.fromArray(S, y, q0 + 5 * L);
        FloatVector b0 = FloatVector.fromArray(S, y, q1);
        FloatVector b1 = FloatVector.fromArray(S, y, q1 + L);
        FloatVector b2 = FloatVector.fromArray(S, y, q1 + 2 * L);
        FloatVector b3 = FloatVector.fromArray(S, y, q1 + 3 * L);
        FloatVector b4 = FloatVector.fromArray(S, y, q1 + 4 * L);
        FloatVector b5 = FloatVector.fromArray(S, y, q1 + 5 * L);
        FloatVector c0 = FloatVector.fromArray(S, y, q2);
        FloatVector c1 = FloatVector.fromArray(S, y, q2 + L);
        FloatVector c2 = FloatVector.fromArray(S, y, q2 + 2 * L);
        FloatVector c3 = FloatVector.fromArray(S, y, q2 + 3 * L);
        FloatVector c4 = FloatVector.fromArray(S, y, q2 + 4 * L);
        FloatVector c5 = FloatVector.fromArray(S, y, q2 + 5 * L);
        FloatVector d0 = FloatVector.fromArray(S, y, q3);
        FloatVector d1 = FloatVector.fromArray(S, y, q3 + L);
        FloatVector d2 = FloatVector.fromArray(S, y, q3 + 2 * L);
        FloatVector d3 = FloatVector.fromArray(S, y, q3 + 3 * L);
        FloatVector d4 = FloatVector.fromArray(S, y, q3 + 4 * L);
        FloatVector d5 = FloatVector.fromArray(S, y, q3 + 5 * L);
        for (int t = 0; t < terms; t++) {
            FloatVector x0 = FloatVector.fromArray(S, x, p0 + t * L);
            FloatVector x1 = FloatVector.fromArray(S, x, p1 + t * L);
            FloatVector x2 = FloatVector.fromArray(S, x, p2 + t * L);
            FloatVector x3 = FloatVector.fromArray(S, x, p3 + t * L);
            int m = first + t * RESULTS;
            FloatVector factor = FloatVector.broadcast(S, matrix[m]);
            a0 = x0.fma(factor, a0);
            b0 = x1.fma(factor, b0);
            c0 = x2.fma(factor, c0);
            d0 = x3.fma(factor, d0);
            factor = FloatVector.broadcast(S, matrix[m + 1]);
            a1 = x0.fma(factor, a1);
            b1 = x1.fma(factor, b1);
            c1 = x2.fma(factor, c1);
            d1 = x3.fma(factor, d1);
            factor = FloatVector.broadcast(S, matrix[m + 2]);
            a2 = x0.fma(factor, a2);
            b2 = x1.fma(factor, b2);
            c2 = x2.fma(factor, c2);
            d2 = x3.fma(factor, d2);
            factor = FloatVector.broadcast(S, matrix[m + 3]);
            a3 = x0.fma(factor, a3);
            b3 = x1.fma(factor, b3);
            c3 = x2.fma(factor, c3);
            d3 = x3.fma(factor, d3);
            factor = FloatVector.broadcast(S, matrix[m + 4]);
            a4 = x0.fma(factor, a4);
            b4 = x1.fma(factor, b4);
            c4 = x2.fma(factor, c4);
            d4 = x3.fma(factor, d4);
            factor = FloatVector.broadcast(S, matrix[m + 5]);
            a5 = x0.fma(factor, a5);
            b5 = x1.fma(factor, b5);
            c5 = x2.fma(factor, c5);
            d5 = x3.fma(factor, d5);
        }
        a0.intoArray(y, q0);
        a1.intoArray(y, q0 + L);
        a2.intoArray(y, q0 + 2 * L);
        a3.intoArray(y, q0 + 3 * L);
        a4.intoArray(y, q0 + 4 * L);
        a5.intoArray(y, q0 + 5 * L);
        b0.intoArray(y, q1);
        b1.intoArray(y, q1 + L);
        b2.intoArray(y, q1 + 2 * L);
        b3.intoArray(y, q1 + 3 * L);
        b4.intoArray(y, q1 + 4 * L);
        b5.intoArray(y, q1 + 5 * L);
        c0.intoArray(y, q2);
        c1.intoArray(y, q2 + L);
        c2.intoArray(y, q2 + 2 * L);
        c3.intoArray(y, q2 + 3 * L);
        c4.intoArray(y, q2 + 4 * L);
        c5.intoArray(y, q2 + 5 * L);
        d0.intoArray(y, q3);
        d1.intoArray(y, q3 + L);
        d2.intoArray(y, q3 + 2 * L);
        d3.intoArray(y, q3 + 3 * L);
        d4.intoArray(y, q3 + 4 * L);
        d5.intoArray(y, q3 + 5 * L);
    }

    /** Of two vectors. */
    static void two(float[] matrix, int first, int terms, float[] x, int p0, int p1, float[] y, int q0, int q1) {
        FloatVector a0 = FloatVector.fromArray(S, y, q0);
        FloatVector a1 = FloatVector.fromArray(S, y, q0 + L);
        FloatVector a2 = FloatVector.fromArray(S, y, q0 + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, y, q0 + 3 * L);
        FloatVector a4 = FloatVector.fromArray(S, y, q0 + 4 * L);
        FloatVector a5 = FloatVector.fromArray(S, y, q0 + 5 * L);
        FloatVector b0 = FloatVector.fromArray(S, y, q1);
        FloatVector b1 = FloatVector.fromArray(S, y, q1 + L);
        FloatVector b2 = FloatVector.fromArray(S, y, q1 + 2 * L);
        FloatVector b3 = FloatVector.fromArray(S, y, q1 + 3 * L);
        FloatVector b4 = FloatVector.fromArray(S, y, q1 + 4 * L);
        FloatVector b5 = FloatVector.fromArray(S, y, q1 + 5 * L);
        for (int t = 0; t < terms; t++) {
            FloatVector x0 = FloatVector.fromArray(S, x, p0 + t * L);
            FloatVector x1 = FloatVector.fromArray(S, x, p1 + t * L);
            int m = first + t * RESULTS;
            FloatVector factor = FloatVector.broadcast(S, matrix[m]);
            a0 = x0.fma(factor, a0);
            b0 = x1.fma(factor, b0);
            factor = FloatVector.broadcast(S, matrix[m + 1]);
            a1 = x0.fma(factor, a1);
            b1 = x1.fma(factor, b1);
            factor = FloatVector.broadcast(S, matrix[m + 2]);
            a2 = x0.fma(factor, a2);
            b2 = x1.fma(factor, b2);
            factor = FloatVector.broadcast(S, matrix[m + 3]);
            a3 = x0.fma(factor, a3);
            b3 = x1.fma(factor, b3);
            factor = FloatVector.broadcast(S, matrix[m + 4]);
            a4 = x0.fma(factor, a4);
            b4 = x1.fma(factor, b4);
            factor = FloatVector.broadcast(S, matrix[m + 5]);
            a5 = x0.fma(factor, a5);
            b5 = x1.fma(factor, b5);
        }
        a0.intoArray(y, q0);
        a1.intoArray(y, q0 + L);
        a2.intoArray(y, q0 + 2 * L);
        a3.intoArray(y, q0 + 3 * L);
        a4.intoArray(y, q0 + 4 * L);
        a5.intoArray(y, q0 + 5 * L);
        b0.intoArray(y, q1);
        b1.intoArray(y, q1 + L);
        b2.intoArray(y, q1 + 2 * L);
        b3.intoArray(y, q1 + 3 * L);
        b4.intoArray(y, q1 + 4 * L);
        b5.intoArray(y, q1 + 5 * L);
    }

    /** Of one vector. */
    static void one(float[] matrix, int first, int terms, float[] x, int p0, float[] y, int q0) {
        FloatVector a0 = FloatVector.fromArray(S, y, q0);
        FloatVector a1 = FloatVector.fromArray(S, y, q0 + L);
        FloatVector a2 = FloatVector.fromArray(S, y, q0 + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, y, q0 + 3 * L);
        FloatVector a4 = FloatVector.fromArray(S, y, q0 + 4 * L);
        FloatVector a5 = FloatVector.fromArray(S, y, q0 + 5 * L);
        for (int t = 0; t < terms; t++) {
            FloatVector x0 = FloatVector.fromArray(S, x, p0 + t * L);
            int m = first + t * RESULTS;
            FloatVector factor = FloatVector.broadcast(S, matrix[m]);
            a0 = x0.fma(factor, a0);
            factor = FloatVector.broadcast(S, matrix[m + 1]);
            a1 = x0.fma(factor, a1);
            factor = FloatVector.broadcast(S, matrix[m + 2]);
            a2 = x0.fma(factor, a2);
            factor = FloatVector.broadcast(S, matrix[m + 3]);
            a3 = x0.fma(factor, a3);
            factor = FloatVector.broadcast(S, matrix[m + 4]);
            a4 = x0.fma(factor, a4);
            factor = FloatVector.broadcast(S, matrix[m + 5]);
            a5 = x0.fma(factor, a5);
        }
        a0.intoArray(y, q0);
        a1.intoArray(y, q0 + L);
        a2.intoArray(y, q0 + 2 * L);
        a3.intoArray(y, q0 + 3 * L);
        a4.intoArray(y, q0 + 4 * L);
        a5.intoArray(y, q0 + 5 * L);
    }
}
