package io.lossatlas.engine.kernel.convolution.winograd;

/** Filters in Winograd's domain, {@code U = G w G'}, in double and rounded to float once. */
final class WinogradFilters {
    /** Positions of a tile. */
    static final int POSITIONS = 16;

    private final double[] columns = new double[12];

    /**
     * Transforms a filter.
     *
     * @param w holds {@code [3][3]} weights from {@code first} on
     * @param u receives position {@code p} at {@code to + p * step}
     */
    void transform(float[] w, int first, float[] u, int to, int step) {
        for (int c = 0; c < 3; c++) {
            double sum = 0.5 * ((double) w[first + c] + w[first + 6 + c]);
            double half = 0.5 * w[first + 3 + c];
            columns[c] = w[first + c];
            columns[3 + c] = sum + half;
            columns[6 + c] = sum - half;
            columns[9 + c] = w[first + 6 + c];
        }
        for (int r = 0; r < 4; r++) {
            double sum = 0.5 * (columns[3 * r] + columns[3 * r + 2]);
            double half = 0.5 * columns[3 * r + 1];
            int at = to + 4 * r * step;
            u[at] = (float) columns[3 * r];
            u[at + step] = (float) (sum + half);
            u[at + 2 * step] = (float) (sum - half);
            u[at + 3 * step] = (float) columns[3 * r + 2];
        }
    }
}
