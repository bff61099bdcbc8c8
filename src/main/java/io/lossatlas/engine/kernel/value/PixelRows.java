package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** Runs of pixels copied and added; a step of 0 stays at one pixel. */
final class PixelRows {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private PixelRows() {}

    /** {@code to = from}. */
    static void copy(float[] from, int at, int atStep, float[] to, int into, int pixels) {
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                FloatVector.fromArray(S, from, at + p * atStep + lane).intoArray(to, into + p * L + lane);
            }
        }
    }

    /** {@code to = value}. */
    static void fill(float value, float[] to, int into, int pixels) {
        FloatVector filling = FloatVector.broadcast(S, value);
        for (int n = 0; n < pixels * L; n += Lanes.WIDTH) {
            filling.intoArray(to, into + n);
        }
    }

    /** {@code to += factor * from}. */
    static void add(float factor, float[] from, int at, int atStep, float[] to, int into, int intoStep, int pixels) {
        FloatVector f = FloatVector.broadcast(S, factor);
        for (int p = 0; p < pixels; p++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                int n = into + p * intoStep + lane;
                FloatVector sum = FloatVector.fromArray(S, to, n);
                FloatVector.fromArray(S, from, at + p * atStep + lane)
                        .fma(f, sum)
                        .intoArray(to, n);
            }
        }
    }

    /** {@code to += from[0] + from[1] + ...}, in four interleaved parts. */
    static void sum(float[] from, int at, float[] to, int into, int pixels) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            sumLanes(from, at + lane, to, into + lane, pixels);
        }
    }

    private static void sumLanes(float[] from, int at, float[] to, int into, int pixels) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int end = at + pixels * L;
        int whole = at + (pixels - pixels % 4) * L;
        int i = at;
        for (; i < whole; i += 4 * L) {
            a = a.add(FloatVector.fromArray(S, from, i));
            b = b.add(FloatVector.fromArray(S, from, i + L));
            c = c.add(FloatVector.fromArray(S, from, i + 2 * L));
            d = d.add(FloatVector.fromArray(S, from, i + 3 * L));
        }
        for (; i < end; i += L) {
            a = a.add(FloatVector.fromArray(S, from, i));
        }
        FloatVector.fromArray(S, to, into).add(a.add(b).add(c.add(d))).intoArray(to, into);
    }
}
