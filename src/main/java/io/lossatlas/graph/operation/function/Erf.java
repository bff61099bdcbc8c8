package io.lossatlas.graph.operation.function;

/** The error function in double. */
final class Erf {
    static final double SLOPE_AT_ZERO = 2 / Math.sqrt(Math.PI);

    /** From here on it is 1 to the last bit. */
    private static final double ONE = 6;

    private Erf() {}

    /**
     * {@code erf(x) = 2 / sqrt(pi) * exp(-x^2) * sum over n of 2^n x^(2n+1) / (1 * 3 * ... * (2n+1))} (Abramowitz and Stegun,
     * "Handbook of Mathematical Functions", 7.1.6), whose terms have one sign, so that none cancels another.
     */
    static double of(double x) {
        if (Double.isNaN(x) || Math.abs(x) >= ONE) {
            return Math.signum(x);
        }
        double term = x;
        double sum = 0;
        for (int n = 1; sum + term != sum; n++) {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return SLOPE_AT_ZERO * StrictMath.exp(-x * x) * sum;
    }

    static double slope(double x) {
        return SLOPE_AT_ZERO * StrictMath.exp(-x * x);
    }
}
