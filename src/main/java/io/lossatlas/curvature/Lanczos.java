package io.lossatlas.curvature;

import io.lossatlas.plane.algebra.LongVectors;
import java.util.ArrayList;
import java.util.List;

/**
 * Lanczos' iteration with a symmetric operator and full reorthogonalisation: Golub and Van Loan, "Matrix Computations", chapter
 * 10. Vectors of the basis are rounded to float, which is what products take; all sums are in double, in one order. Of an
 * eigenvalue of several dimensions one iteration finds one.
 */
final class Lanczos {
    /** A rest below this share of the operator's size is rounding: the basis spans all that can be reached. */
    private static final double ROUNDING = 1e-7;

    private final List<float[]> basis = new ArrayList<>();
    private final List<Double> diagonal = new ArrayList<>();
    private final List<Double> beside = new ArrayList<>();
    private boolean exhausted;
    private double size;

    private Lanczos() {}

    /** From a vector, which is not 0. */
    static Lanczos from(double[] start) {
        Lanczos lanczos = new Lanczos();
        lanczos.basis.add(rounded(start, norm(start)));
        return lanczos;
    }

    /**
     * As it was left off.
     *
     * @param basis one vector more than there were products; as many where it is exhausted
     * @param tridiagonal what the products gave
     */
    static Lanczos resumed(List<float[]> basis, Tridiagonal tridiagonal) {
        Lanczos lanczos = new Lanczos();
        lanczos.basis.addAll(basis);
        for (int k = 0; k < tridiagonal.size(); k++) {
            lanczos.diagonal.add(tridiagonal.diagonal()[k]);
            lanczos.beside.add(tridiagonal.beside()[k]);
            lanczos.grow(k);
        }
        lanczos.exhausted = basis.size() == tridiagonal.size();
        return lanczos;
    }

    /** Whether there is nothing left to multiply with. */
    boolean exhausted() {
        return exhausted;
    }

    /** Products so far. */
    int products() {
        return diagonal.size();
    }

    /** What the operator is to be multiplied with next, of unit length. */
    float[] next() {
        return basis.get(basis.size() - 1);
    }

    /** The vectors of the basis. */
    List<float[]> basis() {
        return List.copyOf(basis);
    }

    /**
     * Takes the product of the operator with {@link #next}.
     *
     * @param product overwritten
     */
    void advance(double[] product) {
        diagonal.add(LongVectors.product(next(), product));
        for (int pass = 0; pass < 2; pass++) {
            for (float[] vector : basis) {
                double share = LongVectors.product(vector, product);
                for (int n = 0; n < product.length; n++) {
                    product[n] -= share * vector[n];
                }
            }
        }
        double rest = norm(product);
        beside.add(rest);
        grow(diagonal.size() - 1);
        exhausted = !(rest > ROUNDING * size) || basis.size() >= product.length;
        if (!exhausted) {
            basis.add(rounded(product, rest));
        }
    }

    private void grow(int k) {
        size = Math.max(size, Math.max(Math.abs(diagonal.get(k)), beside.get(k)));
    }

    /**
     * A vector of the space.
     *
     * @param shares of the vectors of the basis, {@code double[products]}
     * @return of unit length where the shares are
     */
    float[] vector(double[] shares) {
        double[] sum = new double[basis.get(0).length];
        for (int k = 0; k < shares.length; k++) {
            float[] vector = basis.get(k);
            for (int n = 0; n < sum.length; n++) {
                sum[n] += shares[k] * vector[n];
            }
        }
        return LongVectors.rounded(sum, 1);
    }

    /** The operator in the basis. */
    Tridiagonal tridiagonal() {
        return new Tridiagonal(
                diagonal.stream().mapToDouble(Double::doubleValue).toArray(),
                beside.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static float[] rounded(double[] values, double norm) {
        float[] rounded = new float[values.length];
        for (int n = 0; n < values.length; n++) {
            rounded[n] = (float) (values[n] / norm);
        }
        return rounded;
    }

    private static double norm(double[] values) {
        return StrictMath.sqrt(LongVectors.product(values, values));
    }
}
