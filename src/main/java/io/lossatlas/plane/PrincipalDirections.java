package io.lossatlas.plane;

import java.util.ArrayList;
import java.util.List;

/**
 * The first two right singular vectors of a matrix of few long rows, by way of the eigenvectors of the small matrix {@code M M^T}.
 * Of unit length; the entry of largest size, the first of equals, is positive, which makes them repeatable.
 */
final class PrincipalDirections {
    private static final int WANTED = 2;

    /** A singular value below this share of the first is rounding: weights are floats. */
    private static final double RANK = 1e-6;

    private PrincipalDirections() {}

    /**
     * Of rows.
     *
     * @param rows each {@code double[parameters]}
     * @return two directions, or fewer where the rows have a lower rank
     */
    static List<float[]> of(List<double[]> rows) {
        double[][] gram = gram(rows);
        SymmetricEigen eigen = SymmetricEigen.of(gram);
        List<float[]> directions = new ArrayList<>();
        double first = StrictMath.sqrt(Math.max(0, eigen.value(0)));
        for (int k = 0; k < Math.min(WANTED, rows.size()); k++) {
            double singular = StrictMath.sqrt(Math.max(0, eigen.value(k)));
            if (!(singular > RANK * first)) {
                break;
            }
            directions.add(direction(rows, eigen.vector(k)));
        }
        return directions;
    }

    private static double[][] gram(List<double[]> rows) {
        double[][] gram = new double[rows.size()][rows.size()];
        for (int i = 0; i < gram.length; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = product(rows.get(i), rows.get(j));
                gram[j][i] = gram[i][j];
            }
        }
        return gram;
    }

    private static float[] direction(List<double[]> rows, double[] shares) {
        double[] sum = new double[rows.get(0).length];
        for (int i = 0; i < shares.length; i++) {
            double[] row = rows.get(i);
            for (int n = 0; n < sum.length; n++) {
                sum[n] += shares[i] * row[n];
            }
        }
        double largest = 0;
        for (double entry : sum) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        return rounded(sum, Math.copySign(1 / StrictMath.sqrt(product(sum, sum)), largest));
    }

    /** Scaled in double and rounded once. */
    static float[] rounded(double[] values, double scale) {
        float[] rounded = new float[values.length];
        for (int n = 0; n < values.length; n++) {
            rounded[n] = (float) (values[n] * scale);
        }
        return rounded;
    }

    static double product(double[] left, double[] right) {
        double sum = 0;
        for (int n = 0; n < left.length; n++) {
            sum += left[n] * right[n];
        }
        return sum;
    }
}
