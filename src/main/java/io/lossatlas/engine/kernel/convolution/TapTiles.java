package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of convolution with any list of taps and any step from pixel to pixel: strided and 1x1 kernels, and what
 * remains at the right end of a row.
 *
 * <p>Each computes {@code max(floor, added + bias + sum of input * weight)} for its pixels, the sum by fused multiply-adds in the
 * filter's order. Accumulators are named locals and the one loop has no branch: more of them than the CPU has registers,
 * vectors in arrays, nested loops and bodies much larger than these are where the JIT begins to put vectors on the heap.
 */
final class TapTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private TapTiles() {}

    /** 2 output channels, 7 pixels, single taps. */
    static void taps2x7(ConvolutionCall o, int at, int filter, int bias, int to) {
        float[] in = o.in;
        float[] w = o.weights;
        int[] taps = o.taps;
        int step = o.inStep;
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
        for (int t = 0; t < taps.length; t++) {
            int x = at + taps[t];
            FloatVector u = FloatVector.broadcast(S, w[w0 + t]);
            FloatVector v = FloatVector.broadcast(S, w[w1 + t]);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(u, a0);
            b0 = x0.fma(v, b0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + step);
            a1 = x1.fma(u, a1);
            b1 = x1.fma(v, b1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * step);
            a2 = x2.fma(u, a2);
            b2 = x2.fma(v, b2);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * step);
            a3 = x3.fma(u, a3);
            b3 = x3.fma(v, b3);
            FloatVector x4 = FloatVector.fromArray(S, in, x + 4 * step);
            a4 = x4.fma(u, a4);
            b4 = x4.fma(v, b4);
            FloatVector x5 = FloatVector.fromArray(S, in, x + 5 * step);
            a5 = x5.fma(u, a5);
            b5 = x5.fma(v, b5);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 6 * step);
            a6 = x6.fma(u, a6);
            b6 = x6.fma(v, b6);
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

    /** One output channel, 7 pixels, single taps. */
    static void taps1x7(ConvolutionCall o, int at, int filter, int bias, int to) {
        float[] in = o.in;
        float[] w = o.weights;
        int[] taps = o.taps;
        int step = o.inStep;
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
        for (int t = 0; t < taps.length; t++) {
            int x = at + taps[t];
            FloatVector u = FloatVector.broadcast(S, w[w0 + t]);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(u, a0);
            FloatVector x1 = FloatVector.fromArray(S, in, x + step);
            a1 = x1.fma(u, a1);
            FloatVector x2 = FloatVector.fromArray(S, in, x + 2 * step);
            a2 = x2.fma(u, a2);
            FloatVector x3 = FloatVector.fromArray(S, in, x + 3 * step);
            a3 = x3.fma(u, a3);
            FloatVector x4 = FloatVector.fromArray(S, in, x + 4 * step);
            a4 = x4.fma(u, a4);
            FloatVector x5 = FloatVector.fromArray(S, in, x + 5 * step);
            a5 = x5.fma(u, a5);
            FloatVector x6 = FloatVector.fromArray(S, in, x + 6 * step);
            a6 = x6.fma(u, a6);
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

    /** One output channel, one pixel, single taps. */
    static void taps1x1(ConvolutionCall o, int at, int filter, int bias, int to) {
        float[] in = o.in;
        float[] w = o.weights;
        int[] taps = o.taps;
        int step = o.inStep;
        int next = o.outStep;
        int nextAdded = o.addedStep * next;
        int to0 = to;
        int s0 = o.addedStep * (to0 + o.addedShift);
        int w0 = filter;
        FloatVector bias0 = FloatVector.broadcast(S, w[bias]);
        FloatVector a0 = FloatVector.fromArray(S, o.added, s0).add(bias0);
        for (int t = 0; t < taps.length; t++) {
            int x = at + taps[t];
            FloatVector u = FloatVector.broadcast(S, w[w0 + t]);
            FloatVector x0 = FloatVector.fromArray(S, in, x);
            a0 = x0.fma(u, a0);
        }
        float[] out = o.out;
        FloatVector floor = FloatVector.broadcast(S, o.floor);
        a0.max(floor).intoArray(out, to0);
    }
}
