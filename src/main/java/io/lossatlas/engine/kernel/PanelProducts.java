package io.lossatlas.engine.kernel;

import java.util.Arrays;

/**
 * The products of {@link MatrixProducts} for many vectors: the matrix is copied into panels, of as many results as a tile sums at
 * once and of as many terms as leave a tile's vectors in the first-level cache, in the order in which tiles read it. Belongs to
 * one thread.
 */
public final class PanelProducts {
    private static final int L = Lanes.LOGICAL;
    private static final int RESULTS = PanelTiles.RESULTS;

    /** Vectors of a tile at most. */
    private static final int VECTORS = Lanes.MANY_REGISTERS ? 4 : 2;

    /** Terms of a panel at most: the vectors of a tile are 24 KiB. */
    private static final int TERMS = 384 / VECTORS;

    private final int results;
    private final int terms;
    private final int resultStep;
    private final int termStep;
    private final int padded; // results, and zeros to the end of the last panel
    private final float[] panels; // [part of the terms][panel][term][result]
    private final float[] last = new float[VECTORS * RESULTS * L]; // the sums of the last panel where it is padded
    private final int[] from = new int[VECTORS];
    private final int[] into = new int[VECTORS];
    private final int[] aside = new int[VECTORS];

    /** Products with a matrix that lies in an array, as {@link MatrixProducts} has it. */
    public PanelProducts(int results, int terms, int resultStep, int termStep) {
        this.results = results;
        this.terms = terms;
        this.resultStep = resultStep;
        this.termStep = termStep;
        this.padded = (results + RESULTS - 1) / RESULTS * RESULTS;
        this.panels = new float[Math.multiplyExact(padded, terms)];
        Arrays.setAll(aside, v -> v * RESULTS * L);
    }

    /** Copies the matrix whose factors lie from {@code first} on. */
    public void load(float[] matrix, int first) {
        int n = 0;
        for (int term = 0; term < terms; term += TERMS) {
            int end = Math.min(terms, term + TERMS);
            for (int r = 0; r < padded; r += RESULTS) {
                int count = Math.min(RESULTS, results - r);
                for (int t = term; t < end; t++, n += RESULTS) {
                    int at = first + r * resultStep + t * termStep;
                    for (int k = 0; k < count; k++) {
                        panels[n + k] = matrix[at + k * resultStep];
                    }
                }
            }
        }
    }

    /** Adds the products of the vectors {@code first} to {@code end - 1}, each a row of pixels, to what {@code y} holds. */
    void add(Tensor x, Tensor y, int first, int end) {
        int step;
        for (int v = first; v < end; v += step) {
            step = Math.min(VECTORS, Integer.highestOneBit(end - v));
            for (int k = 0; k < step; k++) {
                from[k] = at(x, v + k);
                into[k] = at(y, v + k);
            }
            add(step, x.data(), y.data());
        }
    }

    /**
     * Adds the products of vectors that lie {@code xStep} apart from {@code xFirst} on to what lies {@code yStep} apart from
     * {@code yFirst} on.
     */
    public void add(float[] x, int xFirst, int xStep, float[] y, int yFirst, int yStep, int vectors) {
        int step;
        for (int v = 0; v < vectors; v += step) {
            step = Math.min(VECTORS, Integer.highestOneBit(vectors - v));
            for (int k = 0; k < step; k++) {
                from[k] = xFirst + (v + k) * xStep;
                into[k] = yFirst + (v + k) * yStep;
            }
            add(step, x, y);
        }
    }

    private void add(int vectors, float[] x, float[] y) {
        for (int term = 0; term < terms; term += TERMS) {
            panels(vectors, term, x, y);
        }
    }

    private static int at(Tensor tensor, int vector) {
        int rows = tensor.shape().height();
        return tensor.at(vector / rows, vector % rows, 0);
    }

    /** All results of a few vectors, over a part of the terms. */
    private void panels(int vectors, int term, float[] x, float[] y) {
        int count = Math.min(TERMS, terms - term);
        int r = 0;
        for (; r + RESULTS <= results; r += RESULTS) {
            tile(vectors, term * padded + r * count, count, x, term * L, y, into, r * L);
        }
        if (r < results) {
            int floats = (results - r) * L;
            for (int v = 0; v < vectors; v++) {
                System.arraycopy(y, into[v] + r * L, last, aside[v], floats);
            }
            tile(vectors, term * padded + r * count, count, x, term * L, last, aside, 0);
            for (int v = 0; v < vectors; v++) {
                System.arraycopy(last, aside[v], y, into[v] + r * L, floats);
            }
        }
    }

    private void tile(int vectors, int panel, int count, float[] x, int t, float[] y, int[] to, int r) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int i = t + lane;
            int o = r + lane;
            switch (vectors) {
                case 4 ->
                    PanelTiles.four(
                            panels,
                            panel,
                            count,
                            x,
                            from[0] + i,
                            from[1] + i,
                            from[2] + i,
                            from[3] + i,
                            y,
                            to[0] + o,
                            to[1] + o,
                            to[2] + o,
                            to[3] + o);
                case 2 -> PanelTiles.two(panels, panel, count, x, from[0] + i, from[1] + i, y, to[0] + o, to[1] + o);
                default -> PanelTiles.one(panels, panel, count, x, from[0] + i, y, to[0] + o);
            }
        }
    }
}
