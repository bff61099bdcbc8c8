package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the weight gradient at stride 2: see {@link WeightTiles}. The one loop of each goes from row to row by itself,
 * since the output's borders do not lie beside the input's.
 */
final class StrideWeightTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private StrideWeightTiles() {}

    /** Four output channels, three taps. */
    static void sum4x3(WeightTiles.Run run, int x, int d, int sum) {
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
        int width = run.width;
        int skip = run.inSkip;
        int left = width;
        for (int n = 0; n < run.pixels; n++) {
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
            x += 2 * L;
            d += L;
            if (--left == 0) {
                left = width;
                x += skip;
                d += 2 * L;
            }
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

    /** One output channel, three taps. */
    static void sum1x3(WeightTiles.Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        FloatVector a1 = FloatVector.fromArray(S, sums, sum + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, sum + 2 * L);
        int width = run.width;
        int skip = run.inSkip;
        int left = width;
        for (int n = 0; n < run.pixels; n++) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a1 = x1.fma(p, a1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a2 = x2.fma(p, a2);
            x += 2 * L;
            d += L;
            if (--left == 0) {
                left = width;
                x += skip;
                d += 2 * L;
            }
        }
        a0.intoArray(sums, sum);
        a1.intoArray(sums, sum + L);
        a2.intoArray(sums, sum + 2 * L);
    }

    /** Four output channels, four input channels of one tap. */
    static void sum4x4(WeightTiles.Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        int plane = run.outPlane;
        int inPlane = run.inPlane;
        int filter = run.filter;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        FloatVector a1 = FloatVector.fromArray(S, sums, sum + L);
        FloatVector a2 = FloatVector.fromArray(S, sums, sum + 2 * L);
        FloatVector a3 = FloatVector.fromArray(S, sums, sum + 3 * L);
        FloatVector b0 = FloatVector.fromArray(S, sums, sum + filter);
        FloatVector b1 = FloatVector.fromArray(S, sums, sum + filter + L);
        FloatVector b2 = FloatVector.fromArray(S, sums, sum + filter + 2 * L);
        FloatVector b3 = FloatVector.fromArray(S, sums, sum + filter + 3 * L);
        FloatVector c0 = FloatVector.fromArray(S, sums, sum + 2 * filter);
        FloatVector c1 = FloatVector.fromArray(S, sums, sum + 2 * filter + L);
        FloatVector c2 = FloatVector.fromArray(S, sums, sum + 2 * filter + 2 * L);
        FloatVector c3 = FloatVector.fromArray(S, sums, sum + 2 * filter + 3 * L);
        FloatVector d0 = FloatVector.fromArray(S, sums, sum + 3 * filter);
        FloatVector d1 = FloatVector.fromArray(S, sums, sum + 3 * filter + L);
        FloatVector d2 = FloatVector.fromArray(S, sums, sum + 3 * filter + 2 * L);
        FloatVector d3 = FloatVector.fromArray(S, sums, sum + 3 * filter + 3 * L);
        int width = run.width;
        int skip = run.inSkip;
        int left = width;
        for (int n = 0; n < run.pixels; n++) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector q = FloatVector.fromArray(S, out, d + plane);
            FloatVector r = FloatVector.fromArray(S, out, d + 2 * plane);
            FloatVector s = FloatVector.fromArray(S, out, d + 3 * plane);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            b0 = x0.fma(q, b0);
            c0 = x0.fma(r, c0);
            d0 = x0.fma(s, d0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + inPlane);
            a1 = x1.fma(p, a1);
            b1 = x1.fma(q, b1);
            c1 = x1.fma(r, c1);
            d1 = x1.fma(s, d1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * inPlane);
            a2 = x2.fma(p, a2);
            b2 = x2.fma(q, b2);
            c2 = x2.fma(r, c2);
            d2 = x2.fma(s, d2);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * inPlane);
            a3 = x3.fma(p, a3);
            b3 = x3.fma(q, b3);
            c3 = x3.fma(r, c3);
            d3 = x3.fma(s, d3);
            x += 2 * L;
            d += L;
            if (--left == 0) {
                left = width;
                x += skip;
                d += 2 * L;
            }
        }
        a0.intoArray(sums, sum);
        a1.intoArray(sums, sum + L);
        a2.intoArray(sums, sum + 2 * L);
        a3.intoArray(sums, sum + 3 * L);
        b0.intoArray(sums, sum + filter);
        b1.intoArray(sums, sum + filter + L);
        b2.intoArray(sums, sum + filter + 2 * L);
        b3.intoArray(sums, sum + filter + 3 * L);
        c0.intoArray(sums, sum + 2 * filter);
        c1.intoArray(sums, sum + 2 * filter + L);
        c2.intoArray(sums, sum + 2 * filter + 2 * L);
        c3.intoArray(sums, sum + 2 * filter + 3 * L);
        d0.intoArray(sums, sum + 3 * filter);
        d1.intoArray(sums, sum + 3 * filter + L);
        d2.intoArray(sums, sum + 3 * filter + 2 * L);
        d3.intoArray(sums, sum + 3 * filter + 3 * L);
    }

    /** Four output channels, one tap. */
    static void sum4x1(WeightTiles.Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        int plane = run.outPlane;
        int filter = run.filter;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        FloatVector b0 = FloatVector.fromArray(S, sums, sum + filter);
        FloatVector c0 = FloatVector.fromArray(S, sums, sum + 2 * filter);
        FloatVector d0 = FloatVector.fromArray(S, sums, sum + 3 * filter);
        int width = run.width;
        int skip = run.inSkip;
        int left = width;
        for (int n = 0; n < run.pixels; n++) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector q = FloatVector.fromArray(S, out, d + plane);
            FloatVector r = FloatVector.fromArray(S, out, d + 2 * plane);
            FloatVector s = FloatVector.fromArray(S, out, d + 3 * plane);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            b0 = x0.fma(q, b0);
            c0 = x0.fma(r, c0);
            d0 = x0.fma(s, d0);
            x += 2 * L;
            d += L;
            if (--left == 0) {
                left = width;
                x += skip;
                d += 2 * L;
            }
        }
        a0.intoArray(sums, sum);
        b0.intoArray(sums, sum + filter);
        c0.intoArray(sums, sum + 2 * filter);
        d0.intoArray(sums, sum + 3 * filter);
    }

    /** One output channel, one tap. */
    static void sum1x1(WeightTiles.Run run, int x, int d, int sum) {
        float[] in = run.in;
        float[] out = run.out;
        float[] sums = run.sums;
        FloatVector a0 = FloatVector.fromArray(S, sums, sum);
        int width = run.width;
        int skip = run.inSkip;
        int left = width;
        for (int n = 0; n < run.pixels; n++) {
            FloatVector p = FloatVector.fromArray(S, out, d);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(p, a0);
            x += 2 * L;
            d += L;
            if (--left == 0) {
                left = width;
                x += skip;
                d += 2 * L;
            }
        }
        a0.intoArray(sums, sum);
    }
}
