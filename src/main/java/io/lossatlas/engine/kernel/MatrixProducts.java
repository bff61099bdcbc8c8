package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * A matrix times vectors {@code [n][16]}, one for each of the 16 images:
 * {@code y[r] = start[r] + sum over t of matrix[r * resultStep + t * termStep] * x[t]}, one fused multiply-add a term in the
 * order of t. With the two steps exchanged it is the transposed matrix.
 */
public final class MatrixProducts {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    /** Results that are summed together, so that each vector of x is read once for all of them. */
    private static final int BLOCK = 4;

    private final int results;
    private final int terms;
    private final int resultStep;
    private final int termStep;

    /**
     * Products with a matrix that lies in an array.
     *
     * @param results extent of y
     * @param terms extent of x
     * @param resultStep from a result's factor to the next result's
     * @param termStep from a term's factor to the next term's
     */
    public MatrixProducts(int results, int terms, int resultStep, int termStep) {
        this.results = results;
        this.terms = terms;
        this.resultStep = resultStep;
        this.termStep = termStep;
    }

    /**
     * Adds the products to what {@code y} holds.
     *
     * @param matrix holds the factors from {@code first} on
     * @param x vectors, each a row of pixels
     * @param y as many vectors, each a row of pixels
     */
    public void add(float[] matrix, int first, Tensor x, Tensor y) {
        int r = 0;
        for (; r + BLOCK <= results; r += BLOCK) {
            for (int c = 0; c < x.shape().channels(); c++) {
                for (int row = 0; row < x.shape().height(); row++) {
                    four(matrix, first + r * resultStep, x, y, x.at(c, row, 0), y.at(c, row, r));
                }
            }
        }
        for (; r < results; r++) {
            for (int c = 0; c < x.shape().channels(); c++) {
                for (int row = 0; row < x.shape().height(); row++) {
                    one(matrix, first + r * resultStep, x, y, x.at(c, row, 0), y.at(c, row, r));
                }
            }
        }
    }

    private void four(float[] matrix, int first, Tensor x, Tensor y, int at, int into) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            four(matrix, first, x.data(), at + lane, y.data(), into + lane);
        }
    }

    private void one(float[] matrix, int first, Tensor x, Tensor y, int at, int into) {
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            one(matrix, first, x.data(), at + lane, y.data(), into + lane);
        }
    }

    private void four(float[] matrix, int first, float[] x, int at, float[] y, int into) {
        FloatVector a = FloatVector.fromArray(S, y, into);
        FloatVector b = FloatVector.fromArray(S, y, into + L);
        FloatVector c = FloatVector.fromArray(S, y, into + 2 * L);
        FloatVector d = FloatVector.fromArray(S, y, into + 3 * L);
        int m = first;
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

    private void one(float[] matrix, int first, float[] x, int at, float[] y, int into) {
        FloatVector a = FloatVector.fromArray(S, y, into);
        int m = first;
        int end = at + terms * L;
        for (int i = at; i < end; i += L, m += termStep) {
            a = FloatVector.fromArray(S, x, i).fma(FloatVector.broadcast(S, matrix[m]), a);
        }
        a.intoArray(y, into);
    }
}
