package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products of matrices of which each of the 16 images has its own: {@code c[i][j] += sum over t of a[i][t] * b[t][j]}, one fused
 * multiply-add a term in the order of t. How a matrix lies is said by its steps, so that it may be a transposed one.
 *
 * @param rows of a and c
 * @param terms columns of a, rows of b
 * @param columns of b and c
 * @param a how a lies
 * @param b how b lies
 * @param c how c lies
 */
public record LaneProducts(int rows, int terms, int columns, Steps a, Steps b, Steps c) {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;
    private static final int BLOCK = 4;

    /**
     * How a matrix lies.
     *
     * @param row floats from a row to the next
     * @param column floats from a column to the next
     */
    public record Steps(int row, int column) {
        /** Of the same matrix transposed. */
        public Steps transposed() {
            return new Steps(column, row);
        }
    }

    /** Adds the products of the matrices from {@code i} in x and from {@code j} in y to those from {@code k} in z. */
    public void add(float[] x, int i, float[] y, int j, float[] z, int k) {
        int row = 0;
        for (; row + 2 <= rows; row += 2) {
            int column = 0;
            for (; column + BLOCK <= columns; column += BLOCK) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    eight(x, i + row * a.row + lane, y, j + column * b.column + lane, z, at(k, row, column) + lane);
                }
            }
            for (; column < columns; column++) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    one(x, i + row * a.row + lane, y, j + column * b.column + lane, z, at(k, row, column) + lane);
                    one(
                            x,
                            i + (row + 1) * a.row + lane,
                            y,
                            j + column * b.column + lane,
                            z,
                            at(k, row + 1, column) + lane);
                }
            }
        }
        for (; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    one(x, i + row * a.row + lane, y, j + column * b.column + lane, z, at(k, row, column) + lane);
                }
            }
        }
    }

    private int at(int first, int row, int column) {
        return first + row * c.row + column * c.column;
    }

    private void eight(float[] x, int i, float[] y, int j, float[] z, int k) {
        int across = c.column;
        int down = c.row;
        FloatVector p = FloatVector.fromArray(S, z, k);
        FloatVector q = FloatVector.fromArray(S, z, k + across);
        FloatVector r = FloatVector.fromArray(S, z, k + 2 * across);
        FloatVector s = FloatVector.fromArray(S, z, k + 3 * across);
        FloatVector t = FloatVector.fromArray(S, z, k + down);
        FloatVector u = FloatVector.fromArray(S, z, k + down + across);
        FloatVector v = FloatVector.fromArray(S, z, k + down + 2 * across);
        FloatVector w = FloatVector.fromArray(S, z, k + down + 3 * across);
        int m = i;
        int n = j;
        for (int term = 0; term < terms; term++, m += a.column, n += b.row) {
            FloatVector upper = FloatVector.fromArray(S, x, m);
            FloatVector lower = FloatVector.fromArray(S, x, m + a.row);
            FloatVector e = FloatVector.fromArray(S, y, n);
            FloatVector f = FloatVector.fromArray(S, y, n + b.column);
            p = upper.fma(e, p);
            t = lower.fma(e, t);
            q = upper.fma(f, q);
            u = lower.fma(f, u);
            FloatVector g = FloatVector.fromArray(S, y, n + 2 * b.column);
            FloatVector h = FloatVector.fromArray(S, y, n + 3 * b.column);
            r = upper.fma(g, r);
            v = lower.fma(g, v);
            s = upper.fma(h, s);
            w = lower.fma(h, w);
        }
        p.intoArray(z, k);
        q.intoArray(z, k + across);
        r.intoArray(z, k + 2 * across);
        s.intoArray(z, k + 3 * across);
        t.intoArray(z, k + down);
        u.intoArray(z, k + down + across);
        v.intoArray(z, k + down + 2 * across);
        w.intoArray(z, k + down + 3 * across);
    }

    private void one(float[] x, int i, float[] y, int j, float[] z, int k) {
        FloatVector sum = FloatVector.fromArray(S, z, k);
        int m = i;
        int n = j;
        for (int term = 0; term < terms; term++, m += a.column, n += b.row) {
            sum = FloatVector.fromArray(S, x, m).fma(FloatVector.fromArray(S, y, n), sum);
        }
        sum.intoArray(z, k);
    }
}
