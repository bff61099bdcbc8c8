package io.lossatlas.engine.kernel.function;

/** {@code x^a}, in double by {@link StrictMath} and rounded to float once, and its slope {@code a x^(a - 1)}. */
public final class Power implements RowFunction {
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

    private static double power(double x, double exponent) {
        if (exponent == 2) {
            return x * x;
        }
        return exponent == 1 ? x : StrictMath.pow(x, exponent);
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        for (int i = 0; i < floats; i++) {
            dy[d + i] *= (float) (exponent * power(x[at + i], exponent - 1));
        }
    }
}
