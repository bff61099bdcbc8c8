package io.lossatlas.plane.algebra;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Eigenvalues and eigenvectors of a small symmetric matrix by Jacobi's cyclic rotations: Golub and Van Loan, "Matrix
 * Computations", section 8.5. Accurate to the last digits of the largest eigenvalue, and the same bits anywhere.
 *
 * @param values in descending order
 * @param vectors of unit length, one for each value
 */
public record SymmetricEigen(double[] values, double[][] vectors) {
    private static final int MOST_SWEEPS = 60;

    /**
     * Of a matrix.
     *
     * @param matrix {@code double[n][n]}, finite; left as it is
     * @throws IllegalStateException when rotations do not come to an end
     */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = Arrays.stream(matrix).map(double[]::clone).toArray(double[][]::new);
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MOST_SWEEPS; sweep++) {
            if (!rotateAll(a, v)) {
                return sorted(a, v);
            }
        }
        throw new IllegalStateException(
                "eigenvalues of a matrix of %d rows: no end after %d sweeps".formatted(n, MOST_SWEEPS));
    }

    /** Whether any entry off the diagonal counted beside its diagonal. */
    private static boolean rotateAll(double[][] a, double[][] v) {
        boolean rotated = false;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                double beside = Math.abs(a[p][p]) + Math.abs(a[q][q]);
                if (beside + Math.abs(a[p][q]) != beside) {
                    rotate(a, v, p, q);
                    rotated = true;
                }
            }
        }
        return rotated;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        double tau = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, tau) / (Math.abs(tau) + StrictMath.hypot(1, tau));
        double c = 1 / StrictMath.hypot(1, t);
        double s = t * c;
        for (int k = 0; k < a.length; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < a.length; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
        }
        a[p][q] = 0;
        a[q][p] = 0;
        for (double[] row : v) {
            double rp = row[p];
            double rq = row[q];
            row[p] = c * rp - s * rq;
            row[q] = s * rp + c * rq;
        }
    }

    private static SymmetricEigen sorted(double[][] a, double[][] v) {
        Integer[] order = new Integer[a.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble((Integer i) -> a[i][i]).reversed());
        double[] values = new double[a.length];
        double[][] vectors = new double[a.length][a.length];
        for (int k = 0; k < order.length; k++) {
            values[k] = a[order[k]][order[k]];
            for (int i = 0; i < a.length; i++) {
                vectors[k][i] = v[i][order[k]];
            }
        }
        return new SymmetricEigen(values, vectors);
    }

    /** The k-th largest, from 0. */
    public double value(int k) {
        return values[k];
    }

    /** The eigenvector of the k-th largest. */
    public double[] vector(int k) {
        return vectors[k];
    }
}
