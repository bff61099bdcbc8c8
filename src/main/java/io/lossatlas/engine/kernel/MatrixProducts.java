package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix times vectors {@code [n][16]}, one for each of the 16 images:
 * {@code y[r] = start[r] + sum over t of matrix[r * resultStep + t * termStep] * x[t]}, one fused multiply-add a term in the
 * order of t. With the two steps exchanged it is the transposed matrix. Belongs to one thread.
 */
public final class MatrixProducts {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    /** Results that are summed together, so that each vector of x is read once for all of them. */
    private static final int BLOCK = 4;

    /** Vectors from which on it pays to copy the matrix into panels. */
    private static final int MANY = 8;

    private final int results;
    private final int terms;
    private final int resultStep;
    private final int termStep;
    private final PanelProducts panels; // null for few vectors
    private float[] matrix;
    private int first;

    /**
     * Products with a matrix that lies in an array.
     *
     * @param results extent of y
     * @param terms extent of x
     * @param resultStep from a result's factor to the next result's
     * @param termStep from a term's factor to the next term's
     * @param vectors number of vectors of each call
     */
    public MatrixProducts(int results, int terms, int resultStep, int termStep, int vectors) {
        this.results = results;
        this.terms = terms;
        this.resultStep = resultStep;
        this.termStep = termStep;
        this.panels = vectors < MANY ? null : new PanelProducts(results, terms, resultStep, termStep);
    }

    /**
     * Takes a matrix.
     *
     * @param factors holds it from {@code start} on; kept, and not to change, until the next call
     */
    public void load(float[] factors, int start) {
        matrix = factors;
        first = start;
        if (panels != null) {
            panels.load(factors, start);
        }
    }

    /**
     * Adds the products with the matrix that was taken last to what {@code y} holds.
     *
     * @param x vectors, each a row of pixels
     * @param y as many vectors, each a row of pixels
     */
    public void add(Tensor x, Tensor y) {
        add(x, y, 0, x.shape().channels() * x.shape().height());
    }

    /** Likewise, of vectors {@code from} to {@code to - 1} alone. */
    public void add(Tensor x, Tensor y, int from, int to) {
        if (panels != null) {
            panels.add(x, y, from, to);
            return;
        }
        int rows = x.shape().height();
        int v = from;
        for (; v + 2 <= to; v += 2) {
            int p = x.at(v / rows, v % rows, 0);
            int q = x.at((v + 1) / rows, (v + 1) % rows, 0);
            int into = y.at(v / rows, v % rows, 0);
            int also = y.at((v + 1) / rows, (v + 1) % rows, 0);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                two(x.data(), p + lane, q + lane, y.data(), into + lane, also + lane);
            }
        }
        for (; v < to; v++) {
            int at = x.at(v / rows, v % rows, 0);
            int into = y.at(v / rows, v % rows, 0);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                vector(x.data(), at + lane, y.data(), into + lane);
            }
        }
    }

    /** Gives every image the values that lie from {@code start} on, as the results of a vector that is a row of pixels. */
    public void spread(float[] values, int start, Tensor y, int vector) {
        int rows = y.shape().height();
        int into = y.at(vector / rows, vector % rows, 0);
        for (int r = 0; r < results; r++) {
            FloatVector value = FloatVector.broadcast(S, values[start + r]);
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                value.intoArray(y.data(), into + r * L + lane);
            }
        }
    }

    /** All results of two vectors: what is read of them stays in the first-level cache while the matrix goes by. */
    private void two(float[] x, int p, int q, float[] y, int into, int also) {
        int r = 0;
        for (; r + BLOCK <= results; r += BLOCK) {
            eight(first + r * resultStep, x, p, q, y, into + r * L, also + r * L);
        }
        for (; r < results; r++) {
            one(first + r * resultStep, x, p, y, into + r * L);
            one(first + r * resultStep, x, q, y, also + r * L);
        }
    }

    private void vector(float[] x, int at, float[] y, int into) {
        int r = 0;
        for (; r + BLOCK <= results; r += BLOCK) {
            four(first + r * resultStep, x, at, y, into + r * L);
        }
        for (; r < results; r++) {
            one(first + r * resultStep, x, at, y, into + r * L);
        }
    }

    /** Four results of two vectors. */
    private void eight(int start, float[] x, int p, int q, float[] y, int into, int also) {
        FloatVector a = FloatVector.fromArray(S, y, into);
        FloatVector b = FloatVector.fromArray(S, y, into + L);
        FloatVector c = FloatVector.fromArray(S, y, into + 2 * L);
        FloatVector d = FloatVector.fromArray(S, y, into + 3 * L);
        FloatVector e = FloatVector.fromArray(S, y, also);
        FloatVector f = FloatVector.fromArray(S, y, also + L);
        FloatVector g = FloatVector.fromArray(S, y, also + 2 * L);
        FloatVector h = FloatVector.fromArray(S, y, also + 3 * L);
        float[] matrix = this.matrix;
        int m = start;
        int next = q;
        int end = p + terms * L;
        for (int i = p; i < end; i += L, next += L, m += termStep) {
            FloatVector here = FloatVector.fromArray(S, x, i);
            FloatVector there = FloatVector.fromArray(S, x, next);
            FloatVector factor = FloatVector.broadcast(S, matrix[m]);
            a = here.fma(factor, a);
            e = there.fma(factor, e);
            factor = FloatVector.broadcast(S, matrix[m + resultStep]);
            b = here.fma(factor, b);
            f = there.fma(factor, f);
            factor = FloatVector.broadcast(S, matrix[m + 2 * resultStep]);
            c = here.fma(factor, c);
            g = there.fma(factor, g);
            factor = FloatVector.broadcast(S, matrix[m + 3 * resultStep]);
            d = here.fma(factor, d);
            h = there.fma(factor, h);
        }
        a.intoArray(y, into);
        b.intoArray(y, into + L);
        c.intoArray(y, into + 2 * L);
        d.intoArray(y, into + 3 * L);
        e.intoArray(y, also);
        f.intoArray(y, also + L);
        g.intoArray(y, also + 2 * L);
        h.intoArray(y, also + 3 * L);
    }

    private void four(int start, float[] x, int at, float[] y, int into) {
        FloatVector a = FloatVector.fromArray(S, y, into);
        FloatVector b = FloatVector.fromArray(S, y, into + L);
        FloatVector c = FloatVector.fromArray(S, y, into + 2 * L);
        FloatVector d = FloatVector.fromArray(S, y, into + 3 * L);
        float[] matrix = this.matrix;
        int m = start;
        int end = at + terms * L;
        for (int i = at; i < end; i += L, m += termStep) {
            FloatVector factor = FloatVector.fromArray(S, x, i);
            a = factor.fma(FloatVector.broadcast(S, matrix[m]), a);
            b = factor.fma(FloatVector.broadcast(S, matrix[m + resultStep]), b);
            c = factor.fma(FloatVector.broadcast(S, matrix[m + 2 * resultStep]), c);
            d = factor.fma(FloatVector.broadcast(S, matrix[m + 3 * resultStep]), d);
        }
        a.intoArray(y, into);
        b.intoArray(y, into + L);
        c.intoArray(y, into + 2 * L);
        d.intoArray(y, into + 3 * L);
    }

    private void one(int start, float[] x, int at, float[] y, int into) {
        FloatVector a = FloatVector.fromArray(S, y, into);
        float[] matrix = this.matrix;
        int m = start;
        int end = at + terms * L;
        for (int i = at; i < end; i += L, m += termStep) {
            a = FloatVector.fromArray(S, x, i).fma(FloatVector.broadcast(S, matrix[m]), a);
        }
        a.intoArray(y, into);
    }
}
