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
     * @param x a vector, one row of pixels
     * @param y a vector, one row of pixels
     */
    public void add(float[] matrix, int first, Tensor x, Tensor y) {
        int r = 0;
        for (; r + BLOCK <= results; r += BLOCK) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                four(matrix, first + r * resultStep, x.data(), x.at(0, 0, 0) + lane, y.data(), y.at(0, 0, r) + lane);
            }
        }
        for (; r < results; r++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                one(matrix, first + r * resultStep, x.data(), x.at(0, 0, 0) + lane, y.data(), y.at(0, 0, r) + lane);
            }
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
