package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A few rows and columns of {@link LaneProducts}, some of whose lanes are taken, over a part of the terms: one fused multiply-add a
 * term in the order of terms, whichever tile it is.
 */
final class LaneTiles {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    private LaneTiles() {}

    /** Four rows and four columns, for CPUs with 32 registers. */
    static void sixteen(LaneProducts by, int terms, float[] x, int i, float[] y, int j, float[] z, int k) {
        int across = by.c().column();
        int down = by.c().row();
        FloatVector p0 = FloatVector.fromArray(S, z, k);
        FloatVector p1 = FloatVector.fromArray(S, z, k + across);
        FloatVector p2 = FloatVector.fromArray(S, z, k + 2 * across);
        FloatVector p3 = FloatVector.fromArray(S, z, k + 3 * across);
        FloatVector q0 = FloatVector.fromArray(S, z, k + down);
        FloatVector q1 = FloatVector.fromArray(S, z, k + down + across);
        FloatVector q2 = FloatVector.fromArray(S, z, k + down + 2 * across);
        FloatVector q3 = FloatVector.fromArray(S, z, k + down + 3 * across);
        FloatVector r0 = FloatVector.fromArray(S, z, k + 2 * down);
        FloatVector r1 = FloatVector.fromArray(S, z, k + 2 * down + across);
        FloatVector r2 = FloatVector.fromArray(S, z, k + 2 * down + 2 * across);
        FloatVector r3 = FloatVector.fromArray(S, z, k + 2 * down + 3 * across);
        FloatVector s0 = FloatVector.fromArray(S, z, k + 3 * down);
        FloatVector s1 = FloatVector.fromArray(S, z, k + 3 * down + across);
        FloatVector s2 = FloatVector.fromArray(S, z, k + 3 * down + 2 * across);
        FloatVector s3 = FloatVector.fromArray(S, z, k + 3 * down + 3 * across);
        int xRow = by.a().row();
        int yColumn = by.b().column();
        int xStep = by.a().column();
        int yStep = by.b().row();
        int m = i;
        int n = j;
        for (int term = 0; term < terms; term++, m += xStep, n += yStep) {
            FloatVector x0 = FloatVector.fromArray(S, x, m);
            FloatVector x1 = FloatVector.fromArray(S, x, m + xRow);
            FloatVector x2 = FloatVector.fromArray(S, x, m + 2 * xRow);
            FloatVector x3 = FloatVector.fromArray(S, x, m + 3 * xRow);
            FloatVector y0 = FloatVector.fromArray(S, y, n);
            p0 = x0.fma(y0, p0);
            q0 = x1.fma(y0, q0);
            r0 = x2.fma(y0, r0);
            s0 = x3.fma(y0, s0);
            FloatVector y1 = FloatVector.fromArray(S, y, n + yColumn);
            p1 = x0.fma(y1, p1);
            q1 = x1.fma(y1, q1);
            r1 = x2.fma(y1, r1);
            s1 = x3.fma(y1, s1);
            FloatVector y2 = FloatVector.fromArray(S, y, n + 2 * yColumn);
            p2 = x0.fma(y2, p2);
            q2 = x1.fma(y2, q2);
            r2 = x2.fma(y2, r2);
            s2 = x3.fma(y2, s2);
            FloatVector y3 = FloatVector.fromArray(S, y, n + 3 * yColumn);
            p3 = x0.fma(y3, p3);
            q3 = x1.fma(y3, q3);
            r3 = x2.fma(y3, r3);
            s3 = x3.fma(y3, s3);
        }
        p0.intoArray(z, k);
        p1.intoArray(z, k + across);
        p2.intoArray(z, k + 2 * across);
        p3.intoArray(z, k + 3 * across);
        q0.intoArray(z, k + down);
        q1.intoArray(z, k + down + across);
        q2.intoArray(z, k + down + 2 * across);
        q3.intoArray(z, k + down + 3 * across);
        r0.intoArray(z, k + 2 * down);
        r1.intoArray(z, k + 2 * down + across);
        r2.intoArray(z, k + 2 * down + 2 * across);
        r3.intoArray(z, k + 2 * down + 3 * across);
        s0.intoArray(z, k + 3 * down);
        s1.intoArray(z, k + 3 * down + across);
        s2.intoArray(z, k + 3 * down + 2 * across);
        s3.intoArray(z, k + 3 * down + 3 * across);
    }

    /** Two rows and four columns. */
    static void eight(LaneProducts by, int terms, float[] x, int i, float[] y, int j, float[] z, int k) {
        int across = by.c().column();
        int down = by.c().row();
        FloatVector p0 = FloatVector.fromArray(S, z, k);
        FloatVector p1 = FloatVector.fromArray(S, z, k + across);
        FloatVector p2 = FloatVector.fromArray(S, z, k + 2 * across);
        FloatVector p3 = FloatVector.fromArray(S, z, k + 3 * across);
        FloatVector q0 = FloatVector.fromArray(S, z, k + down);
        FloatVector q1 = FloatVector.fromArray(S, z, k + down + across);
        FloatVector q2 = FloatVector.fromArray(S, z, k + down + 2 * across);
        FloatVector q3 = FloatVector.fromArray(S, z, k + down + 3 * across);
        int xRow = by.a().row();
        int yColumn = by.b().column();
        int xStep = by.a().column();
        int yStep = by.b().row();
        int m = i;
        int n = j;
        for (int term = 0; term < terms; term++, m += xStep, n += yStep) {
            FloatVector x0 = FloatVector.fromArray(S, x, m);
            FloatVector x1 = FloatVector.fromArray(S, x, m + xRow);
            FloatVector y0 = FloatVector.fromArray(S, y, n);
            p0 = x0.fma(y0, p0);
            q0 = x1.fma(y0, q0);
            FloatVector y1 = FloatVector.fromArray(S, y, n + yColumn);
            p1 = x0.fma(y1, p1);
            q1 = x1.fma(y1, q1);
            FloatVector y2 = FloatVector.fromArray(S, y, n + 2 * yColumn);
            p2 = x0.fma(y2, p2);
            q2 = x1.fma(y2, q2);
            FloatVector y3 = FloatVector.fromArray(S, y, n + 3 * yColumn);
            p3 = x0.fma(y3, p3);
            q3 = x1.fma(y3, q3);
        }
        p0.intoArray(z, k);
        p1.intoArray(z, k + across);
        p2.intoArray(z, k + 2 * across);
        p3.intoArray(z, k + 3 * across);
        q0.intoArray(z, k + down);
        q1.intoArray(z, k + down + across);
        q2.intoArray(z, k + down + 2 * across);
        q3.intoArray(z, k + down + 3 * across);
    }

    /** One row and four columns. */
    static void four(LaneProducts by, int terms, float[] x, int i, float[] y, int j, float[] z, int k) {
        int across = by.c().column();
        FloatVector p0 = FloatVector.fromArray(S, z, k);
        FloatVector p1 = FloatVector.fromArray(S, z, k + across);
        FloatVector p2 = FloatVector.fromArray(S, z, k + 2 * across);
        FloatVector p3 = FloatVector.fromArray(S, z, k + 3 * across);
        int yColumn = by.b().column();
        int xStep = by.a().column();
        int yStep = by.b().row();
        int m = i;
        int n = j;
        for (int term = 0; term < terms; term++, m += xStep, n += yStep) {
            FloatVector x0 = FloatVector.fromArray(S, x, m);
            FloatVector y0 = FloatVector.fromArray(S, y, n);
            p0 = x0.fma(y0, p0);
            FloatVector y1 = FloatVector.fromArray(S, y, n + yColumn);
            p1 = x0.fma(y1, p1);
            FloatVector y2 = FloatVector.fromArray(S, y, n + 2 * yColumn);
            p2 = x0.fma(y2, p2);
            FloatVector y3 = FloatVector.fromArray(S, y, n + 3 * yColumn);
            p3 = x0.fma(y3, p3);
        }
        p0.intoArray(z, k);
        p1.intoArray(z, k + across);
        p2.intoArray(z, k + 2 * across);
        p3.intoArray(z, k + 3 * across);
    }

    /** One row and one column. */
    static void one(LaneProducts by, int terms, float[] x, int i, float[] y, int j, float[] z, int k) {
        FloatVector sum = FloatVector.fromArray(S, z, k);
        int m = i;
        int n = j;
        for (int term = 0;
                term < terms;
                term++, m += by.a().column(), n += by.b().row()) {
            sum = FloatVector.fromArray(S, x, m).fma(FloatVector.fromArray(S, y, n), sum);
        }
        sum.intoArray(z, k);
    }
}
