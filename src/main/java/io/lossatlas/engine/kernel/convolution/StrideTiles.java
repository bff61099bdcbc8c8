package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of convolution at stride 2 with kernels three wide: like {@link RowTiles}, and seven pixels read the 15
 * of each input row that lie beneath them.
 */
final class StrideTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private StrideTiles() {}

    /** 2 output channels, 7 pixels, rows of three taps. */
    static void rows2x7(ConvolutionCall o, int at, int filter, int bias, int to) {
        float[] in = o.in;
        float[] w = o.weights;
        int[] taps = o.taps;
        int next = o.outStep;
        int nextAdded = o.addedStep * next;
        int to0 = to;
        int s0 = o.addedStep * (to0 + o.addedShift);
        int w0 = filter;
        int to1 = to + o.outPlane;
        int s1 = o.addedStep * (to1 + o.addedShift);
        int w1 = filter + o.filter;
        FloatVector bias0 = FloatVector.broadcast(S, w[bias]);
        FloatVector bias1 = FloatVector.broadcast(S, w[bias + 1]);
        FloatVector a0 = FloatVector.fromArray(S, o.added, s0).add(bias0);
        FloatVector a1 = FloatVector.fromArray(S, o.added, s0 + nextAdded).add(bias0);
        FloatVector a2 = FloatVector.fromArray(S, o.added, s0 + 2 * nextAdded).add(bias0);
        FloatVector a3 = FloatVector.fromArray(S, o.added, s0 + 3 * nextAdded).add(bias0);
        FloatVector a4 = FloatVector.fromArray(S, o.added, s0 + 4 * nextAdded).add(bias0);
        FloatVector a5 = FloatVector.fromArray(S, o.added, s0 + 5 * nextAdded).add(bias0);
        FloatVector a6 = FloatVector.fromArray(S, o.added, s0 + 6 * nextAdded).add(bias0);
        FloatVector b0 = FloatVector.fromArray(S, o.added, s1).add(bias1);
        FloatVector b1 = FloatVector.fromArray(S, o.added, s1 + nextAdded).add(bias1);
        FloatVector b2 = FloatVector.fromArray(S, o.added, s1 + 2 * nextAdded).add(bias1);
        FloatVector b3 = FloatVector.fromArray(S, o.added, s1 + 3 * nextAdded).add(bias1);
        FloatVector b4 = FloatVector.fromArray(S, o.added, s1 + 4 * nextAdded).add(bias1);
        FloatVector b5 = FloatVector.fromArray(S, o.added, s1 + 5 * nextAdded).add(bias1);
        FloatVector b6 = FloatVector.fromArray(S, o.added, s1 + 6 * nextAdded).add(bias1);
        for (int r = 0; r < taps.length; r++) {
            int x = at + taps[r];
            int k0 = w0 + 3 * r;
            int k1 = w1 + 3 * r;
            FloatVector u0 = FloatVector.broadcast(S, w[k0]);
            FloatVector v0 = FloatVector.broadcast(S, w[k1]);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(u0, a0);
            b0 = x0.fma(v0, b0);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a1 = x2.fma(u0, a1);
            b1 = x2.fma(v0, b1);
            FloatVector x4 = FloatVector.fromArray(S, in, x + 4 * L);
            a2 = x4.fma(u0, a2);
            b2 = x4.fma(v0, b2);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 6 * L);
            a3 = x6.fma(u0, a3);
            b3 = x6.fma(v0, b3);
            FloatVector x8 = FloatVector.fromArray(S, in, x + 8 * L);
            a4 = x8.fma(u0, a4);
            b4 = x8.fma(v0, b4);
            FloatVector x10 = FloatVector.fromArray(S, in, x + 10 * L);
            a5 = x10.fma(u0, a5);
            b5 = x10.fma(v0, b5);
            FloatVector x12 = FloatVector.fromArray(S, in, x + 12 * L);
            a6 = x12.fma(u0, a6);
            b6 = x12.fma(v0, b6);
            FloatVector u1 = FloatVector.broadcast(S, w[k0 + 1]);
            FloatVector v1 = FloatVector.broadcast(S, w[k1 + 1]);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a0 = x1.fma(u1, a0);
            b0 = x1.fma(v1, b0);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * L);
            a1 = x3.fma(u1, a1);
            b1 = x3.fma(v1, b1);
            FloatVector x5 = FloatVector.fromArray(S, in, x + 5 * L);
            a2 = x5.fma(u1, a2);
            b2 = x5.fma(v1, b2);
            FloatVector x7 = FloatVector.fromArray(S, in, x + 7 * L);
            a3 = x7.fma(u1, a3);
            b3 = x7.fma(v1, b3);
            FloatVector x9 = FloatVector.fromArray(S, in, x + 9 * L);
            a4 = x9.fma(u1, a4);
            b4 = x9.fma(v1, b4);
            FloatVector x11 = FloatVector.fromArray(S, in, x + 11 * L);
            a5 = x11.fma(u1, a5);
            b5 = x11.fma(v1, b5);
            FloatVector x13 = FloatVector.fromArray(S, in, x + 13 * L);
            a6 = x13.fma(u1, a6);
            b6 = x13.fma(v1, b6);
            FloatVector u2 = FloatVector.broadcast(S, w[k0 + 2]);
            FloatVector v2 = FloatVector.broadcast(S, w[k1 + 2]);
            a0 = x2.fma(u2, a0);
            b0 = x2.fma(v2, b0);
            a1 = x4.fma(u2, a1);
            b1 = x4.fma(v2, b1);
            a2 = x6.fma(u2, a2);
            b2 = x6.fma(v2, b2);
            a3 = x8.fma(u2, a3);
            b3 = x8.fma(v2, b3);
            a4 = x10.fma(u2, a4);
            b4 = x10.fma(v2, b4);
            a5 = x12.fma(u2, a5);
            b5 = x12.fma(v2, b5);
            FloatVector x14 = FloatVector.fromArray(S, in, x + 14 * L);
            a6 = x14.fma(u2, a6);
            b6 = x14.fma(v2, b6);
        }
        float[] out = o.out;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        a0.max(floor).intoArray(out, to0);
        a1.max(floor).intoArray(out, to0 + next);
        a2.max(floor).intoArray(out, to0 + 2 * next);
        a3.max(floor).intoArray(out, to0 + 3 * next);
        a4.max(floor).intoArray(out, to0 + 4 * next);
        a5.max(floor).intoArray(out, to0 + 5 * next);
        a6.max(floor).intoArray(out, to0 + 6 * next);
        b0.max(floor).intoArray(out, to1);
        b1.max(floor).intoArray(out, to1 + next);
        b2.max(floor).intoArray(out, to1 + 2 * next);
        b3.max(floor).intoArray(out, to1 + 3 * next);
        b4.max(floor).intoArray(out, to1 + 4 * next);
        b5.max(floor).intoArray(out, to1 + 5 * next);
        b6.max(floor).intoArray(out, to1 + 6 * next);
    }

    /** One output channel, 7 pixels, rows of three taps. */
    static void rows1x7(ConvolutionCall o, int at, int filter, int bias, int to) {
        float[] in = o.in;
        float[] w = o.weights;
        int[] taps = o.taps;
        int next = o.outStep;
        int nextAdded = o.addedStep * next;
        int to0 = to;
        int s0 = o.addedStep * (to0 + o.addedShift);
        int w0 = filter;
        FloatVector bias0 = FloatVector.broadcast(S, w[bias]);
        FloatVector a0 = FloatVector.fromArray(S, o.added, s0).add(bias0);
        FloatVector a1 = FloatVector.fromArray(S, o.added, s0 + nextAdded).add(bias0);
        FloatVector a2 = FloatVector.fromArray(S, o.added, s0 + 2 * nextAdded).add(bias0);
        FloatVector a3 = FloatVector.fromArray(S, o.added, s0 + 3 * nextAdded).add(bias0);
        FloatVector a4 = FloatVector.fromArray(S, o.added, s0 + 4 * nextAdded).add(bias0);
        FloatVector a5 = FloatVector.fromArray(S, o.added, s0 + 5 * nextAdded).add(bias0);
        FloatVector a6 = FloatVector.fromArray(S, o.added, s0 + 6 * nextAdded).add(bias0);
        for (int r = 0; r < taps.length; r++) {
            int x = at + taps[r];
            int k0 = w0 + 3 * r;
            FloatVector u0 = FloatVector.broadcast(S, w[k0]);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(u0, a0);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * L);
            a1 = x2.fma(u0, a1);
            FloatVector x4 = FloatVector.fromArray(S, in, x + 4 * L);
            a2 = x4.fma(u0, a2);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 6 * L);
            a3 = x6.fma(u0, a3);
            FloatVector x8 = FloatVector.fromArray(S, in, x + 8 * L);
            a4 = x8.fma(u0, a4);
            FloatVector x10 = FloatVector.fromArray(S, in, x + 10 * L);
            a5 = x10.fma(u0, a5);
            FloatVector x12 = FloatVector.fromArray(S, in, x + 12 * L);
            a6 = x12.fma(u0, a6);
            FloatVector u1 = FloatVector.broadcast(S, w[k0 + 1]);
            FloatVector x1 = FloatVector.fromArray(S, in, x + L);
            a0 = x1.fma(u1, a0);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * L);
            a1 = x3.fma(u1, a1);
            FloatVector x5 = FloatVector.fromArray(S, in, x + 5 * L);
            a2 = x5.fma(u1, a2);
            FloatVector x7 = FloatVector.fromArray(S, in, x + 7 * L);
            a3 = x7.fma(u1, a3);
            FloatVector x9 = FloatVector.fromArray(S, in, x + 9 * L);
            a4 = x9.fma(u1, a4);
            FloatVector x11 = FloatVector.fromArray(S, in, x + 11 * L);
            a5 = x11.fma(u1, a5);
            FloatVector x13 = FloatVector.fromArray(S, in, x + 13 * L);
            a6 = x13.fma(u1, a6);
            FloatVector u2 = FloatVector.broadcast(S, w[k0 + 2]);
            a0 = x2.fma(u2, a0);
            a1 = x4.fma(u2, a1);
            a2 = x6.fma(u2, a2);
            a3 = x8.fma(u2, a3);
            a4 = x10.fma(u2, a4);
            a5 = x12.fma(u2, a5);
            FloatVector x14 = FloatVector.fromArray(S, in, x + 14 * L);
            a6 = x14.fma(u2, a6);
        }
        float[] out = o.out;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        a0.max(floor).intoArray(out, to0);
        a1.max(floor).intoArray(out, to0 + next);
        a2.max(floor).intoArray(out, to0 + 2 * next);
        a3.max(floor).intoArray(out, to0 + 3 * next);
        a4.max(floor).intoArray(out, to0 + 4 * next);
        a5.max(floor).intoArray(out, to0 + 5 * next);
        a6.max(floor).intoArray(out, to0 + 6 * next);
    }
}
