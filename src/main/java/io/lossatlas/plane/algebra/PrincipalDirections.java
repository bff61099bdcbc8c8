package io.lossatlas.plane.algebra;

import java.util.ArrayList;
import java.util.List;

/**
 * The first two right singular vectors of a matrix of few long rows, by way of the eigenvectors of the small matrix {@code M M^T}.
 * Of unit length; the entry of largest size, the first of equals, is positive, which makes them repeatable.
 */
public final class PrincipalDirections {
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
    public static List<float[]> of(List<double[]> rows) {
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
                gram[i][j] = LongVectors.product(rows.get(i), rows.get(j));
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
        double scale = 1 / StrictMath.sqrt(LongVectors.product(sum, sum));
        return LongVectors.rounded(sum, Math.copySign(scale, LongVectors.largest(sum)));
    }
}
