package io.lossatlas.engine.kernel.convolution.winograd;

/**
 * Filters in the domain of {@link Winograd4x4Convolution}, {@code U = G w G'}, in double and rounded to float once: first
 * down the columns, then along the rows. Row {@code j} of {@code G} is
 * {@code (1, p_j, p_j^2) / prod_{k != j} (p_j - p_k)} for the points {@code p = 0, A, -A, B, -B}, and the last, for the point at
 * infinity, {@code (0, 0, 1)}; its values are {@code ((w0 + p_j^2 w2) + p_j w1)} times the rounded reciprocal of the product.
 *
 * <p>Not in the lanes: vectors of other types and widths than all kernels share would be seen by the methods of the vectors
 * that they share too, which then no longer compile to one instruction.
 */
final class Winograd4x4Filters {
    /** Positions of a tile. */
    static final int POSITIONS = 36;

    /** The points beside 0 and infinity, with their signs: all their powers that occur are floats. */
    static final float A = 0.75f;

    static final float B = 1.25f;

    private static final double A2 = (double) A * A;
    private static final double B2 = (double) B * B;
    private static final double AT_ZERO = 1 / (A2 * B2);
    private static final double AT_A = 1 / (2 * A2 * (A2 - B2));
    private static final double AT_B = 1 / (2 * B2 * (B2 - A2));

    private static final int TAPS = 9;

    /** Filters transformed at a time, so that what they become lies side by side before it goes far apart. */
    private static final int CHUNK = 64;

    private final double[] columns = new double[3 * 6];
    private final float[] values = new float[POSITIONS * CHUNK];

    /**
     * Transforms the filters of a block of output channels.
     *
     * @param w holds {@code [block][channels][3][3]} weights from {@code first} on
     * @param block output channels
     * @param channels input channels
     * @param u receives {@code [36][channels][block]} values from {@code to} on
     */
    void transform(float[] w, int first, int block, int channels, float[] u, int to) {
        int filters = block * channels;
        for (int n = 0; n < filters; n += CHUNK) {
            int count = Math.min(CHUNK, filters - n);
            for (int k = 0; k < count; k++) {
                int filter = first + ((n + k) % block * channels + (n + k) / block) * TAPS;
                for (int c = 0; c < 3; c++) {
                    down(w[filter + c], w[filter + 3 + c], w[filter + 6 + c], c);
                }
                for (int r = 0; r < 6; r++) {
                    along(columns[3 * r], columns[3 * r + 1], columns[3 * r + 2], 6 * r * CHUNK + k);
                }
            }
            for (int p = 0; p < POSITIONS; p++) {
                System.arraycopy(values, p * CHUNK, u, to + p * filters + n, count);
            }
        }
    }

    /** {@code G (x, y, z)'} of a column of taps. */
    private void down(double x, double y, double z, int to) {
        double a = x + A2 * z;
        double b = x + B2 * z;
        columns[to] = x * AT_ZERO;
        columns[to + 3] = (a + A * y) * AT_A;
        columns[to + 6] = (a - A * y) * AT_A;
        columns[to + 9] = (b + B * y) * AT_B;
        columns[to + 12] = (b - B * y) * AT_B;
        columns[to + 15] = z;
    }

    /** {@code G (x, y, z)'} of a row of columns, rounded. */
    private void along(double x, double y, double z, int to) {
        double a = x + A2 * z;
        double b = x + B2 * z;
        values[to] = (float) (x * AT_ZERO);
        values[to + CHUNK] = (float) ((a + A * y) * AT_A);
        values[to + 2 * CHUNK] = (float) ((a - A * y) * AT_A);
        values[to + 3 * CHUNK] = (float) ((b + B * y) * AT_B);
        values[to + 4 * CHUNK] = (float) ((b - B * y) * AT_B);
        values[to + 5 * CHUNK] = (float) z;
    }
}
