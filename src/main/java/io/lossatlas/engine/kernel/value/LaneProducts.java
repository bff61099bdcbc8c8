package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;

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
    private static final int L = Lanes.LOGICAL;

    /** Columns of a tile, and rows of one at most. */
    private static final int SIDE = 4;

    /** Rows and terms of a that go through the columns together: 32 KiB, and 8 KiB of b with them. */
    private static final int ROWS = 16;

    private static final int TERMS = 32;

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
        for (int term = 0; term < terms; term += TERMS) {
            int m = i + term * a.column;
            int n = j + term * b.row;
            int count = Math.min(TERMS, terms - term);
            for (int row = 0; row < rows; row += ROWS) {
                int end = Math.min(rows, row + ROWS);
                int column = 0;
                for (; column + SIDE <= columns; column += SIDE) {
                    down(count, row, end, x, m, y, n + column * b.column, z, k + column * c.column);
                }
                for (; column < columns; column++) {
                    for (int r = row; r < end; r++) {
                        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                            int to = k + r * c.row + column * c.column + lane;
                            LaneTiles.one(this, count, x, m + r * a.row + lane, y, n + column * b.column + lane, z, to);
                        }
                    }
                }
            }
        }
    }

    /** A tile's columns of some rows. */
    private void down(int count, int from, int end, float[] x, int m, float[] y, int n, float[] z, int k) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int row = from;
            for (; Lanes.MANY_REGISTERS && row + SIDE <= end; row += SIDE) {
                LaneTiles.sixteen(this, count, x, m + row * a.row + lane, y, n + lane, z, k + row * c.row + lane);
            }
            for (; row + 2 <= end; row += 2) {
                LaneTiles.eight(this, count, x, m + row * a.row + lane, y, n + lane, z, k + row * c.row + lane);
            }
            for (; row < end; row++) {
                LaneTiles.four(this, count, x, m + row * a.row + lane, y, n + lane, z, k + row * c.row + lane);
            }
        }
    }
}
