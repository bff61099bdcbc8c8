package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register tiles of the data gradient of a 3x3 convolution at stride 2: a pixel of the output's gradient and its right, lower
 * and lower right neighbours make four pixels of the input's, with one, two, two and four of the nine taps: {@code e} at even
 * rows and columns, {@code f} at odd columns, {@code g} at odd rows, {@code h} at both. The terms of each come in the order of
 * output channels, kernel rows and kernel columns.
 */
final class ScatterTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int TAPS = 9;

    private ScatterTiles() {}

    /** What the tiles read and write. */
    static final class Run {
        /** Gradient of the output. */
        float[] in;

        int inRow;
        int inPlane;

        /** Channels of the output. */
        int channels;

        /** {@code [input channel][output channel][3][3]}. */
        float[] weights;

        /** From the weights of one input channel to those of the next. */
        int filter;

        /** Gradient of the input. */
        float[] out;

        int outRow;
        int outPlane;

        /** What the sums start from: {@link #out} itself, or one vector of zeros. */
        float[] added;

        /** 1, or 0 to stay on the one vector of zeros. */
        int addedStep;
    }

    /** Two input channels, two pixels. */
    static void tile2x2(Run run, int at, int weight, int to) {
        float[] in = run.in;
        float[] w = run.weights;
        int row = run.inRow;
        int plane = run.inPlane;
        float[] added = run.added;
        int step = run.addedStep;
        int below = run.outRow;
        int second = run.outPlane;
        int filter = run.filter;
        FloatVector ea0 = FloatVector.fromArray(S, added, step * to);
        FloatVector fa0 = FloatVector.fromArray(S, added, step * (to + L));
        FloatVector ga0 = FloatVector.fromArray(S, added, step * (to + below));
        FloatVector ha0 = FloatVector.fromArray(S, added, step * (to + below + L));
        FloatVector ea1 = FloatVector.fromArray(S, added, step * (to + 2 * L));
        FloatVector fa1 = FloatVector.fromArray(S, added, step * (to + 3 * L));
        FloatVector ga1 = FloatVector.fromArray(S, added, step * (to + below + 2 * L));
        FloatVector ha1 = FloatVector.fromArray(S, added, step * (to + below + 3 * L));
        FloatVector eb0 = FloatVector.fromArray(S, added, step * (to + second));
        FloatVector fb0 = FloatVector.fromArray(S, added, step * (to + second + L));
        FloatVector gb0 = FloatVector.fromArray(S, added, step * (to + second + below));
        FloatVector hb0 = FloatVector.fromArray(S, added, step * (to + second + below + L));
        FloatVector eb1 = FloatVector.fromArray(S, added, step * (to + second + 2 * L));
        FloatVector fb1 = FloatVector.fromArray(S, added, step * (to + second + 3 * L));
        FloatVector gb1 = FloatVector.fromArray(S, added, step * (to + second + below + 2 * L));
        FloatVector hb1 = FloatVector.fromArray(S, added, step * (to + second + below + 3 * L));
        for (int o = 0; o < run.channels; o++) {
            int x = at + o * plane;
            int k = weight + o * TAPS;
            FloatVector p0 = FloatVector.fromArray(S, in, x);
            FloatVector p1 = FloatVector.fromArray(S, in, x + L);
            FloatVector p2 = FloatVector.fromArray(S, in, x + 2 * L);
            FloatVector q0 = FloatVector.fromArray(S, in, x + row);
            FloatVector q1 = FloatVector.fromArray(S, in, x + row + L);
            FloatVector q2 = FloatVector.fromArray(S, in, x + row + 2 * L);
            FloatVector t = FloatVector.broadcast(S, w[k]);
            ha0 = q1.fma(t, ha0);
            ha1 = q2.fma(t, ha1);
            t = FloatVector.broadcast(S, w[k + filter]);
            hb0 = q1.fma(t, hb0);
            hb1 = q2.fma(t, hb1);
            t = FloatVector.broadcast(S, w[k + 1]);
            ga0 = q0.fma(t, ga0);
            ga1 = q1.fma(t, ga1);
            t = FloatVector.broadcast(S, w[k + filter + 1]);
            gb0 = q0.fma(t, gb0);
            gb1 = q1.fma(t, gb1);
            t = FloatVector.broadcast(S, w[k + 2]);
            ha0 = q0.fma(t, ha0);
            ha1 = q1.fma(t, ha1);
            t = FloatVector.broadcast(S, w[k + filter + 2]);
            hb0 = q0.fma(t, hb0);
            hb1 = q1.fma(t, hb1);
            t = FloatVector.broadcast(S, w[k + 3]);
            fa0 = p1.fma(t, fa0);
            fa1 = p2.fma(t, fa1);
            t = FloatVector.broadcast(S, w[k + filter + 3]);
            fb0 = p1.fma(t, fb0);
            fb1 = p2.fma(t, fb1);
            t = FloatVector.broadcast(S, w[k + 4]);
            ea0 = p0.fma(t, ea0);
            ea1 = p1.fma(t, ea1);
            t = FloatVector.broadcast(S, w[k + filter + 4]);
            eb0 = p0.fma(t, eb0);
            eb1 = p1.fma(t, eb1);
            t = FloatVector.broadcast(S, w[k + 5]);
            fa0 = p0.fma(t, fa0);
            fa1 = p1.fma(t, fa1);
            t = FloatVector.broadcast(S, w[k + filter + 5]);
            fb0 = p0.fma(t, fb0);
            fb1 = p1.fma(t, fb1);
            t = FloatVector.broadcast(S, w[k + 6]);
            ha0 = p1.fma(t, ha0);
            ha1 = p2.fma(t, ha1);
            t = FloatVector.broadcast(S, w[k + filter + 6]);
            hb0 = p1.fma(t, hb0);
            hb1 = p2.fma(t, hb1);
            t = FloatVector.broadcast(S, w[k + 7]);
            ga0 = p0.fma(t, ga0);
            ga1 = p1.fma(t, ga1);
            t = FloatVector.broadcast(S, w[k + filter + 7]);
            gb0 = p0.fma(t, gb0);
            gb1 = p1.fma(t, gb1);
            t = FloatVector.broadcast(S, w[k + 8]);
            ha0 = p0.fma(t, ha0);
            ha1 = p1.fma(t, ha1);
            t = FloatVector.broadcast(S, w[k + filter + 8]);
            hb0 = p0.fma(t, hb0);
            hb1 = p1.fma(t, hb1);
        }
        float[] out = run.out;
        ea0.intoArray(out, to);
        fa0.intoArray(out, to + L);
        ga0.intoArray(out, to + below);
        ha0.intoArray(out, to + below + L);
        ea1.intoArray(out, to + 2 * L);
        fa1.intoArray(out, to + 3 * L);
        ga1.intoArray(out, to + below + 2 * L);
        ha1.intoArray(out, to + below + 3 * L);
        eb0.intoArray(out, to + second);
        fb0.intoArray(out, to + second + L);
        gb0.intoArray(out, to + second + below);
        hb0.intoArray(out, to + second + below + L);
        eb1.intoArray(out, to + second + 2 * L);
        fb1.intoArray(out, to + second + 3 * L);
        gb1.intoArray(out, to + second + below + 2 * L);
        hb1.intoArray(out, to + second + below + 3 * L);
    }

    /** One input channel, two pixels. */
    static void tile1x2(Run run, int at, int weight, int to) {
        float[] in = run.in;
        float[] w = run.weights;
        int row = run.inRow;
        int plane = run.inPlane;
        float[] added = run.added;
        int step = run.addedStep;
        int below = run.outRow;
        FloatVector e0 = FloatVector.fromArray(S, added, step * to);
        FloatVector f0 = FloatVector.fromArray(S, added, step * (to + L));
        FloatVector g0 = FloatVector.fromArray(S, added, step * (to + below));
        FloatVector h0 = FloatVector.fromArray(S, added, step * (to + below + L));
        FloatVector e1 = FloatVector.fromArray(S, added, step * (to + 2 * L));
        FloatVector f1 = FloatVector.fromArray(S, added, step * (to + 3 * L));
        FloatVector g1 = FloatVector.fromArray(S, added, step * (to + below + 2 * L));
        FloatVector h1 = FloatVector.fromArray(S, added, step * (to + below + 3 * L));
        for (int o = 0; o < run.channels; o++) {
            int x = at + o * plane;
            int k = weight + o * TAPS;
            FloatVector p0 = FloatVector.fromArray(S, in, x);
            FloatVector p1 = FloatVector.fromArray(S, in, x + L);
            FloatVector p2 = FloatVector.fromArray(S, in, x + 2 * L);
            FloatVector q0 = FloatVector.fromArray(S, in, x + row);
            FloatVector q1 = FloatVector.fromArray(S, in, x + row + L);
            FloatVector q2 = FloatVector.fromArray(S, in, x + row + 2 * L);
            FloatVector t = FloatVector.broadcast(S, w[k]);
            h0 = q1.fma(t, h0);
            h1 = q2.fma(t, h1);
            t = FloatVector.broadcast(S, w[k + 1]);
            g0 = q0.fma(t, g0);
            g1 = q1.fma(t, g1);
            t = FloatVector.broadcast(S, w[k + 2]);
            h0 = q0.fma(t, h0);
            h1 = q1.fma(t, h1);
            t = FloatVector.broadcast(S, w[k + 3]);
            f0 = p1.fma(t, f0);
            f1 = p2.fma(t, f1);
            t = FloatVector.broadcast(S, w[k + 4]);
            e0 = p0.fma(t, e0);
            e1 = p1.fma(t, e1);
            t = FloatVector.broadcast(S, w[k + 5]);
            f0 = p0.fma(t, f0);
            f1 = p1.fma(t, f1);
            t = FloatVector.broadcast(S, w[k + 6]);
            h0 = p1.fma(t, h0);
            h1 = p2.fma(t, h1);
            t = FloatVector.broadcast(S, w[k + 7]);
            g0 = p0.fma(t, g0);
            g1 = p1.fma(t, g1);
            t = FloatVector.broadcast(S, w[k + 8]);
            h0 = p0.fma(t, h0);
            h1 = p1.fma(t, h1);
        }
        float[] out = run.out;
        e0.intoArray(out, to);
        f0.intoArray(out, to + L);
        g0.intoArray(out, to + below);
        h0.intoArray(out, to + below + L);
        e1.intoArray(out, to + 2 * L);
        f1.intoArray(out, to + 3 * L);
        g1.intoArray(out, to + below + 2 * L);
        h1.intoArray(out, to + below + 3 * L);
    }

    /** One input channel, one pixel. */
    static void tile1x1(Run run, int at, int weight, int to) {
        float[] in = run.in;
        float[] w = run.weights;
        int row = run.inRow;
        int plane = run.inPlane;
        float[] added = run.added;
        int step = run.addedStep;
        int below = run.outRow;
        FloatVector e0 = FloatVector.fromArray(S, added, step * to);
        FloatVector f0 = FloatVector.fromArray(S, added, step * (to + L));
        FloatVector g0 = FloatVector.fromArray(S, added, step * (to + below));
        FloatVector h0 = FloatVector.fromArray(S, added, step * (to + below + L));
        for (int o = 0; o < run.channels; o++) {
            int x = at + o * plane;
            int k = weight + o * TAPS;
            FloatVector p0 = FloatVector.fromArray(S, in, x);
            FloatVector p1 = FloatVector.fromArray(S, in, x + L);
            FloatVector q0 = FloatVector.fromArray(S, in, x + row);
            FloatVector q1 = FloatVector.fromArray(S, in, x + row + L);
            FloatVector t = FloatVector.broadcast(S, w[k]);
            h0 = q1.fma(t, h0);
            t = FloatVector.broadcast(S, w[k + 1]);
            g0 = q0.fma(t, g0);
            t = FloatVector.broadcast(S, w[k + 2]);
            h0 = q0.fma(t, h0);
            t = FloatVector.broadcast(S, w[k + 3]);
            f0 = p1.fma(t, f0);
            t = FloatVector.broadcast(S, w[k + 4]);
            e0 = p0.fma(t, e0);
            t = FloatVector.broadcast(S, w[k + 5]);
            f0 = p0.fma(t, f0);
            t = FloatVector.broadcast(S, w[k + 6]);
            h0 = p1.fma(t, h0);
            t = FloatVector.broadcast(S, w[k + 7]);
            g0 = p0.fma(t, g0);
            t = FloatVector.broadcast(S, w[k + 8]);
            h0 = p0.fma(t, h0);
        }
        float[] out = run.out;
        e0.intoArray(out, to);
        f0.intoArray(out, to + L);
        g0.intoArray(out, to + below);
        h0.intoArray(out, to + below + L);
    }
}
