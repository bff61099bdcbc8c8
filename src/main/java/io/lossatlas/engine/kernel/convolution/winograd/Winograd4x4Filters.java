package io.lossatlas.engine.kernel.convolution.winograd;

/**
 * Filters in the domain of {@link Winograd4x4Convolution}, {@code U = G w G'}, in double and rounded to float once. Row
 * {@code j} of {@code G} is {@code (1, p_j, p_j^2) / prod_{k != j} (p_j - p_k)} for the points {@code p = 0, A, -A, B, -B},
 * and the last, for the point at infinity, {@code (0, 0, 1)}.
 */
final class Winograd4x4Filters {
    /** Positions of a tile. */
    static final int POSITIONS = 36;

    /** The points beside 0 and infinity, with their signs: all their powers that occur are floats. */
    static final float A = 0.75f;

    static final float B = 1.25f;

    private static final double A2 = (double) A * A;
    private static final double B2 = (double) B * B;

    private final double[] columns = new double[18];
    private final double[] points = new double[6];

    /**
     * Transforms a filter.
     *
     * @param w holds {@code [3][3]} weights from {@code first} on
     * @param u receives position {@code p} at {@code to + p * step}
     */
    void transform(float[] w, int first, float[] u, int to, int step) {
        for (int c = 0; c < 3; c++) {
            atPoints(w[first + c], w[first + 3 + c], w[first + 6 + c]);
            for (int r = 0; r < 6; r++) {
                columns[3 * r + c] = points[r];
            }
        }
        for (int r = 0; r < 6; r++) {
            atPoints(columns[3 * r], columns[3 * r + 1], columns[3 * r + 2]);
            for (int c = 0; c < 6; c++) {
                u[to + (6 * r + c) * step] = (float) points[c];
            }
        }
    }

    /** {@code G (x, y, z)'}, each value one quotient. */
    private void atPoints(double x, double y, double z) {
        double even = x + A2 * z;
        double odd = A * y;
        points[0] = x / (A2 * B2);
        points[1] = (even + odd) / (2 * A2 * (A2 - B2));
        points[2] = (even - odd) / (2 * A2 * (A2 - B2));
        even = x + B2 * z;
        odd = B * y;
        points[3] = (even + odd) / (2 * B2 * (B2 - A2));
        points[4] = (even - odd) / (2 * B2 * (B2 - A2));
        points[5] = z;
    }
}
