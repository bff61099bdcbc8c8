package io.lossatlas.curvature;

import io.lossatlas.plane.algebra.SymmetricEigen;
import java.util.ArrayList;
import java.util.List;

/**
 * An operator in the basis of a Lanczos iteration.
 *
 * @param diagonal one for each product
 * @param beside what couples each vector of the basis with the next; the last one leads out of the basis
 */
record Tridiagonal(double[] diagonal, double[] beside) {

    int size() {
        return diagonal.length;
    }

    /**
     * An eigenvalue in the basis.
     *
     * @param value an approximation of one of the operator's
     * @param error bound of the distance to the nearest of the operator's
     * @param weight share of the start vector along its eigenvector, squared
     * @param vector {@code double[size]}, in the basis
     */
    record Ritz(double value, double error, double weight, double[] vector) {}

    /** In descending order. */
    List<Ritz> ritz() {
        double[][] matrix = new double[size()][size()];
        for (int k = 0; k < size(); k++) {
            matrix[k][k] = diagonal[k];
            if (k + 1 < size()) {
                matrix[k][k + 1] = beside[k];
                matrix[k + 1][k] = beside[k];
            }
        }
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        double out = beside[size() - 1];
        List<Ritz> found = new ArrayList<>();
        for (int k = 0; k < size(); k++) {
            double[] vector = eigen.vector(k);
            found.add(new Ritz(eigen.value(k), Math.abs(out * vector[size() - 1]), vector[0] * vector[0], vector));
        }
        return found;
    }
}
