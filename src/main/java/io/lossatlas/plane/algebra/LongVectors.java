package io.lossatlas.plane.algebra;

/** Sums over long vectors in double, in one order. */
public final class LongVectors {
    private LongVectors() {}

    /** The inner product. */
    public static double product(double[] left, double[] right) {
        double sum = 0;
        for (int n = 0; n < left.length; n++) {
            sum += left[n] * right[n];
        }
        return sum;
    }

    /** The inner product with floats, each product in double. */
    public static double product(float[] left, double[] right) {
        double sum = 0;
        for (int n = 0; n < left.length; n++) {
            sum += left[n] * right[n];
        }
        return sum;
    }

    /** The same in double. */
    public static double[] widened(float... values) {
        double[] wide = new double[values.length];
        for (int n = 0; n < values.length; n++) {
            wide[n] = values[n];
        }
        return wide;
    }

    /** Scaled in double and rounded once. */
    public static float[] rounded(double[] values, double scale) {
        float[] rounded = new float[values.length];
        for (int n = 0; n < values.length; n++) {
            rounded[n] = (float) (values[n] * scale);
        }
        return rounded;
    }

    /** The entry of largest size with its sign, the first of equals; 0 of zeros. */
    public static double largest(double[] values) {
        double largest = 0;
        for (double entry : values) {
            largest = Math.abs(entry) > Math.abs(largest) ? entry : largest;
        }
        return largest;
    }
}
