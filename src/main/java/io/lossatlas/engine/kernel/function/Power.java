package io.lossatlas.engine.kernel.function;

/**
 * {@code x^a}, in double and rounded to float once, and its slope {@code a x^(a - 1)}: {@code 2^(a log2 |x|)}, negative where x is and
 * a is odd, no number where x is negative and a no integer. The logarithm is that of a number m between the roots of 1/2 and 2,
 * {@code log m = 2 (s + s^3 / 3 + s^5 / 5 + ...)} with {@code s = (m - 1) / (m + 1)} (Abramowitz and Stegun, "Handbook of Mathematical
 * Functions", 4.1.27), and the exponent of 2; the power of 2 is that of an integer times a Taylor series.
 */
public final class Power implements RowFunction {
    private static final double LN2 = 0.6931471805599453;
    private static final long ROOT_OF_HALF = 0x3FE6A09E667F3BCDL;
    private static final int MANTISSA = 52;
    private static final long MANTISSA_BITS = (1L << MANTISSA) - 1;
    private static final long BIAS = 1023;

    /** Powers of 2 beyond these are infinite in float, and 0. */
    private static final double MOST_POWER = 300;

    private static final int TERMS = 19;
    private static final int DEGREE = 13;

    private final double exponent;

    /** A power by its exponent a. */
    public Power(double exponent) {
        this.exponent = exponent;
    }

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i++) {
            y[into + i] = (float) power(x[at + i], exponent);
        }
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        for (int i = 0; i < floats; i++) {
            dy[d + i] *= (float) (exponent * power(x[at + i], exponent - 1));
        }
    }

    private static double power(double x, double exponent) {
        if (exponent == 0) {
            return 1;
        }
        if (exponent == 1) {
            return x;
        }
        if (exponent == 2) {
            return x * x;
        }
        double size = power2(exponent * log2(Math.abs(x)));
        if (x > 0 || exponent % 2 == 0) {
            return size;
        }
        if (exponent % 1 == 0) {
            return Math.copySign(size, x);
        }
        return x < 0 ? Double.NaN : size;
    }

    /** Of a number that is a float's, not negative. */
    private static double log2(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (!(x < Double.POSITIVE_INFINITY)) {
            return x;
        }
        long bits = Double.doubleToRawLongBits(x) - ROOT_OF_HALF;
        double n = bits >> MANTISSA;
        double m = Double.longBitsToDouble((bits & MANTISSA_BITS) + ROOT_OF_HALF);
        double s = (m - 1) / (m + 1);
        double sum = 0;
        for (int term = TERMS; term >= 1; term -= 2) {
            sum = Math.fma(sum, s * s, 1.0 / term);
        }
        return n + 2 * s * sum / LN2;
    }

    private static double power2(double y) {
        double bounded = Math.max(-MOST_POWER, Math.min(MOST_POWER, y));
        double n = Math.rint(bounded);
        double r = (bounded - n) * LN2;
        double sum = 1;
        for (int degree = DEGREE; degree >= 1; degree--) {
            sum = Math.fma(sum, r / degree, 1);
        }
        return sum * Double.longBitsToDouble(((long) n + BIAS) << MANTISSA);
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        double factor = exponent * (exponent - 1);
        for (int i = 0; i < floats; i++) {
            y[into + i] = factor == 0 ? 0 : (float) (factor * power(x[at + i], exponent - 2));
        }
    }
}
