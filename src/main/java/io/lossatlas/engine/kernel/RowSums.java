package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the pixels of a plane, one for each of the 16 images. A row is summed in four interleaved parts, then the
 * rows one after another: the same order whatever the vector's width.
 */
public final class RowSums {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int PARTS = 4;

    private RowSums() {}

    /**
     * Sums a plane.
     *
     * @param sums receives {@code sum x} of each of the 16 images
     */
    public static void sum(Tensor x, int channel, float[] sums) {
        clear(sums);
        Shape shape = x.shape();
        for (int y = 0; y < shape.height(); y++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                sum(x.data(), x.at(channel, y, 0) + lane, shape.width(), sums, lane);
            }
        }
    }

    /**
     * Sums the squares of a plane's deviations.
     *
     * @param sums receives {@code sum (x - centre)^2} of each of the 16 images
     */
    public static void squares(Tensor x, int channel, float centre, float[] sums) {
        clear(sums);
        Shape shape = x.shape();
        for (int y = 0; y < shape.height(); y++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                squares(x.data(), x.at(channel, y, 0) + lane, shape.width(), centre, sums, lane);
            }
        }
    }

    private static void clear(float[] sums) {
        for (int lane = 0; lane < L; lane++) {
            sums[lane] = 0;
        }
    }

    private static void sum(float[] x, int at, int pixels, float[] sums, int lane) {
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int end = at + pixels * L;
        int whole = at + (pixels - pixels % PARTS) * L;
        int i = at;
        for (; i < whole; i += PARTS * L) {
            a = a.add(FloatVector.fromArray(S, x, i));
            b = b.add(FloatVector.fromArray(S, x, i + L));
            c = c.add(FloatVector.fromArray(S, x, i + 2 * L));
            d = d.add(FloatVector.fromArray(S, x, i + 3 * L));
        }
        for (; i < end; i += L) {
            a = a.add(FloatVector.fromArray(S, x, i));
        }
        FloatVector.fromArray(S, sums, lane).add(a.add(b).add(c.add(d))).intoArray(sums, lane);
    }

    private static void squares(float[] x, int at, int pixels, float centre, float[] sums, int lane) {
        FloatVector m = FloatVector.broadcast(S, centre);
        FloatVector a = FloatVector.zero(S);
        FloatVector b = FloatVector.zero(S);
        FloatVector c = FloatVector.zero(S);
        FloatVector d = FloatVector.zero(S);
        int end = at + pixels * L;
        int whole = at + (pixels - pixels % PARTS) * L;
        int i = at;
        for (; i < whole; i += PARTS * L) {
            FloatVector p = FloatVector.fromArray(S, x, i).sub(m);
            FloatVector q = FloatVector.fromArray(S, x, i + L).sub(m);
            FloatVector r = FloatVector.fromArray(S, x, i + 2 * L).sub(m);
            FloatVector s = FloatVector.fromArray(S, x, i + 3 * L).sub(m);
            a = p.fma(p, a);
            b = q.fma(q, b);
            c = r.fma(r, c);
            d = s.fma(s, d);
        }
        for (; i < end; i += L) {
            FloatVector p = FloatVector.fromArray(S, x, i).sub(m);
            a = p.fma(p, a);
        }
        FloatVector.fromArray(S, sums, lane).add(a.add(b).add(c.add(d))).intoArray(sums, lane);
    }
}
