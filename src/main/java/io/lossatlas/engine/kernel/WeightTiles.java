package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the weight gradient: the sums of one or two output channels and all taps of one input channel are
 * held in registers while the pixels of a run pass by in one loop.
 */
final class WeightTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private WeightTiles() {}

    /** What the tiles read and write. */
    static final class Run {
        float[] in;
        float[] out;
        float[] sums;

        /** Pixels of the run. */
        int pixels;

        /** From one output pixel's inputs to the next's. */
        int inStep;

        /** From one input row to the next. */
        int inRow;

        /** From one output channel to the next. */
        int outPlane;

        /** From the sums of one output channel to those of the next. */
        int filter;
    }

    /** Two output channels, nine taps. */
    static void sum2x9(Run r, int x, int d, int s) {
        float[] in = r.in;
        float[] out = r.out;
        float[] sums = r.sums;
        int row = r.inRow;
        int e = d + r.outPlane;
        int u = s + r.filter;
        FloatVector a0 = FloatVector.fromArray(S, sums, s);
        FloatVector a1 = FloatVector.fromArray(S, sums, s + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, s + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, sums, s + 3 * L);
        FloatVector a4 = FloatVector.fromArray(S, sums, s + 4 * L);
        FloatVector a5 = FloatVector.fromArray(S, sums, s + 5 * L);
        FloatVector a6 = FloatVector.fromArray(S, sums, s + 6 * L);
        FloatVector a7 = FloatVector.fromArray(S, sums, s + 7 * L);
        FloatVector a8 = FloatVector.fromArray(S, sums, s + 8 * L);
        FloatVector b0 = FloatVector.fromArray(S, sums, u);
        FloatVector b1 = FloatVector.fromArray(S, sums, u + L);
        FloatVector b2 = FloatVector.fromArray(S, sums, u + 2 * L);
        FloatVector b3 = FloatVector.fromArray(S, sums, u + 3 * L);
        FloatVector b4 = FloatVector.fromArray(S, sums, u + 4 * L);
        FloatVector b5 = FloatVector.fromArray(S, sums, u + 5 * L);
        FloatVector b6 = FloatVector.fromArray(S, sums, u + 6 * L);
        FloatVector b7 = FloatVector.fromArray(S, sums, u + 7 * L);
        FloatVector b8 = FloatVector.fromArray(S, sums, u + 8 * L);
        int end = d + r.pixels * L;
        for (; d < end; d += L, e += L, x += r.inStep) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector q = FloatVector.fromArray(S, out, e);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            b0 = x0.fma(q, b0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a1 = x1.fma(p, a1);
            b1 = x1.fma(q, b1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a2 = x2.fma(p, a2);
            b2 = x2.fma(q, b2);
            FloatVector x3 = FloatVector.fromArray(S, in, x + row);
            a3 = x3.fma(p, a3);
            b3 = x3.fma(q, b3);
            FloatVector x4 = FloatVector.fromArray(S, in, x + row + L);
            a4 = x4.fma(p, a4);
            b4 = x4.fma(q, b4);
            FloatVector x5 = FloatVector.fromArray(S, in, x + row + 2 * L);
            a5 = x5.fma(p, a5);
            b5 = x5.fma(q, b5);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 2 * row);
            a6 = x6.fma(p, a6);
            b6 = x6.fma(q, b6);
            FloatVector x7 = FloatVector.fromArray(S, in, x + 2 * row + L);
            a7 = x7.fma(p, a7);
            b7 = x7.fma(q, b7);
            FloatVector x8 = FloatVector.fromArray(S, in, x + 2 * row + 2 * L);
            a8 = x8.fma(p, a8);
            b8 = x8.fma(q, b8);
        }
        a0.intoArray(sums, s);
        a1.intoArray(sums, s + L);
        a2.intoArray(sums, s + 2 * L);
        a3.intoArray(sums, s + 3 * L);
        a4.intoArray(sums, s + 4 * L);
        a5.intoArray(sums, s + 5 * L);
        a6.intoArray(sums, s + 6 * L);
        a7.intoArray(sums, s + 7 * L);
        a8.intoArray(sums, s + 8 * L);
        b0.intoArray(sums, u);
        b1.intoArray(sums, u + L);
        b2.intoArray(sums, u + 2 * L);
        b3.intoArray(sums, u + 3 * L);
        b4.intoArray(sums, u + 4 * L);
        b5.intoArray(sums, u + 5 * L);
        b6.intoArray(sums, u + 6 * L);
        b7.intoArray(sums, u + 7 * L);
        b8.intoArray(sums, u + 8 * L);
    }

    /** One output channel, nine taps. */
    static void sum1x9(Run r, int x, int d, int s) {
        float[] in = r.in;
        float[] out = r.out;
        float[] sums = r.sums;
        int row = r.inRow;
        FloatVector a0 = FloatVector.fromArray(S, sums, s);
        FloatVector a1 = FloatVector.fromArray(S, sums, s + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, s + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, sums, s + 3 * L);
        FloatVector a4 = FloatVector.fromArray(S, sums, s + 4 * L);
        FloatVector a5 = FloatVector.fromArray(S, sums, s + 5 * L);
        FloatVector a6 = FloatVector.fromArray(S, sums, s + 6 * L);
        FloatVector a7 = FloatVector.fromArray(S, sums, s + 7 * L);
        FloatVector a8 = FloatVector.fromArray(S, sums, s + 8 * L);
        int end = d + r.pixels * L;
        for (; d < end; d += L, x += r.inStep) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a1 = x1.fma(p, a1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a2 = x2.fma(p, a2);
            FloatVector x3 = FloatVector.fromArray(S, in, x + row);
            a3 = x3.fma(p, a3);
            FloatVector x4 = FloatVector.fromArray(S, in, x + row + L);
            a4 = x4.fma(p, a4);
            FloatVector x5 = FloatVector.fromArray(S, in, x + row + 2 * L);
            a5 = x5.fma(p, a5);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 2 * row);
            a6 = x6.fma(p, a6);
            FloatVector x7 = FloatVector.fromArray(S, in, x + 2 * row + L);
            a7 = x7.fma(p, a7);
            FloatVector x8 = FloatVector.fromArray(S, in, x + 2 * row + 2 * L);
            a8 = x8.fma(p, a8);
        }
        a0.intoArray(sums, s);
        a1.intoArray(sums, s + L);
        a2.intoArray(sums, s + 2 * L);
        a3.intoArray(sums, s + 3 * L);
        a4.intoArray(sums, s + 4 * L);
        a5.intoArray(sums, s + 5 * L);
        a6.intoArray(sums, s + 6 * L);
        a7.intoArray(sums, s + 7 * L);
        a8.intoArray(sums, s + 8 * L);
    }

    /** Two output channels, one tap. */
    static void sum2x1(Run r, int x, int d, int s) {
        float[] in = r.in;
        float[] out = r.out;
        float[] sums = r.sums;
        int e = d + r.outPlane;
        int u = s + r.filter;
        FloatVector a0 = FloatVector.fromArray(S, sums, s);
        FloatVector b0 = FloatVector.fromArray(S, sums, u);
        int end = d + r.pixels * L;
        for (; d < end; d += L, e += L, x += r.inStep) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector q = FloatVector.fromArray(S, out, e);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            b0 = x0.fma(q, b0);
        }
        a0.intoArray(sums, s);
        b0.intoArray(sums, u);
    }

    /** One output channel, one tap. */
    static void sum1x1(Run r, int x, int d, int s) {
        float[] in = r.in;
        float[] out = r.out;
        float[] sums = r.sums;
        FloatVector a0 = FloatVector.fromArray(S, sums, s);
        int end = d + r.pixels * L;
        for (; d < end; d += L, x += r.inStep) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
        }
        a0.intoArray(sums, s);
    }
}
