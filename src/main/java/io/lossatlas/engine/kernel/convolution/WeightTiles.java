package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the weight gradient: the sums of four output channels, or one, and the taps of one kernel row of one input channel
 * are held in registers while the pixels of a run pass by in one loop. Nine taps of two channels a method are as many vector
 * operations as the JIT inlines in one run and not in the next.
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

        /** Pixels of the run; at stride 2 without those of borders. */
        int pixels;

        /** Pixels of a row, at stride 2. */
        int width;

        /** At stride 2 from one past a row's inputs to the next row's. */
        int inSkip;

        /** From one input channel to the next. */
        int inPlane;

        /** From one output channel to the next. */
        int outPlane;

        /** From the sums of one output channel to those of the next. */
        int filter;
    }

    /** Four output channels, three taps, stride 1. */
    static void sum4x3(Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        int plane = run.outPlane;
        int filter = run.filter;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        FloatVector a1 = FloatVector.fromArray(S, sums, sum + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, sum + 2 * L);
        FloatVector b0 = FloatVector.fromArray(S, sums, sum + filter);
        FloatVector b1 = FloatVector.fromArray(S, sums, sum + filter + L);
        FloatVector b2 = FloatVector.fromArray(S, sums, sum + filter + 2 * L);
        FloatVector c0 = FloatVector.fromArray(S, sums, sum + 2 * filter);
        FloatVector c1 = FloatVector.fromArray(S, sums, sum + 2 * filter + L);
        FloatVector c2 = FloatVector.fromArray(S, sums, sum + 2 * filter + 2 * L);
        FloatVector d0 = FloatVector.fromArray(S, sums, sum + 3 * filter);
        FloatVector d1 = FloatVector.fromArray(S, sums, sum + 3 * filter + L);
        FloatVector d2 = FloatVector.fromArray(S, sums, sum + 3 * filter + 2 * L);
        int end = d + run.pixels * L;
        for (; d < end; d += L, x += L) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector q = FloatVector.fromArray(S, out, d + plane);
            FloatVector r = FloatVector.fromArray(S, out, d + 2 * plane);
            FloatVector s = FloatVector.fromArray(S, out, d + 3 * plane);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            b0 = x0.fma(q, b0);
            c0 = x0.fma(r, c0);
            d0 = x0.fma(s, d0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a1 = x1.fma(p, a1);
            b1 = x1.fma(q, b1);
            c1 = x1.fma(r, c1);
            d1 = x1.fma(s, d1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a2 = x2.fma(p, a2);
            b2 = x2.fma(q, b2);
            c2 = x2.fma(r, c2);
            d2 = x2.fma(s, d2);
        }
        a0.intoArray(sums, sum);
        a1.intoArray(sums, sum + L);
        a2.intoArray(sums, sum + 2 * L);
        b0.intoArray(sums, sum + filter);
        b1.intoArray(sums, sum + filter + L);
        b2.intoArray(sums, sum + filter + 2 * L);
        c0.intoArray(sums, sum + 2 * filter);
        c1.intoArray(sums, sum + 2 * filter + L);
        c2.intoArray(sums, sum + 2 * filter + 2 * L);
        d0.intoArray(sums, sum + 3 * filter);
        d1.intoArray(sums, sum + 3 * filter + L);
        d2.intoArray(sums, sum + 3 * filter + 2 * L);
    }

    /** One output channel, three taps, stride 1. */
    static void sum1x3(Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        FloatVector a1 = FloatVector.fromArray(S, sums, sum + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, sum + 2 * L);
        int end = d + run.pixels * L;
        for (; d < end; d += L, x += L) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a1 = x1.fma(p, a1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a2 = x2.fma(p, a2);
        }
        a0.intoArray(sums, sum);
        a1.intoArray(sums, sum + L);
        a2.intoArray(sums, sum + 2 * L);
    }

    /** One output channel, one tap, stride 1. */
    static void sum1x1(Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        int end = d + run.pixels * L;
        for (; d < end; d += L, x += L) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
        }
        a0.intoArray(sums, sum);
    }
}
