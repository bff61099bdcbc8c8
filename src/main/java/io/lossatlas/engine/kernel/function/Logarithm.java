package io.lossatlas.engine.kernel.function;

/**
 * The natural logarithm, within 1 unit in the last place: {@code log(x) = n log 2 + log(m)} with m between the roots of 1/2 and 2, log(m) by
 * the polynomial of {@code logf} in Moshier's Cephes library (1992); its slope is 1 / x. In scalar arithmetic, for which a vector
 * of integers would be needed otherwise.
 */
public final class Logarithm implements RowFunction {
    private static final int ROOT_OF_HALF = 0x3F3504F3;
    private static final int MANTISSA = 23;
    private static final int MANTISSA_BITS = 0x7FFFFF;
    private static final float LN2 = 0.693359375f;
    private static final float LN2_REST = -2.12194440e-4f;

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i++) {
            y[into + i] = log(x[at + i]);
        }
    }

    private static float log(float x) {
        if (x == 0) {
            return Float.NEGATIVE_INFINITY;
        }
        if (!(x > 0) || x == Float.POSITIVE_INFINITY) {
            return x < 0 ? Float.NaN : x;
        }
        boolean tiny = x < Float.MIN_NORMAL;
        int bits = Float.floatToRawIntBits(tiny ? x * (1 << MANTISSA) : x) - ROOT_OF_HALF;
        float n = (bits >> MANTISSA) - (tiny ? MANTISSA : 0);
        float f = Float.intBitsToFloat((bits & MANTISSA_BITS) + ROOT_OF_HALF) - 1;
        float square = f * f;
        float p = 7.0376836292e-2f;
        p = Math.fma(p, f, -1.1514610310e-1f);
        p = Math.fma(p, f, 1.1676998740e-1f);
        p = Math.fma(p, f, -1.2420140846e-1f);
        p = Math.fma(p, f, 1.4249322787e-1f);
        p = Math.fma(p, f, -1.6668057665e-1f);
        p = Math.fma(p, f, 2.0000714765e-1f);
        p = Math.fma(p, f, -2.4999993993e-1f);
        p = Math.fma(p, f, 3.3333331174e-1f);
        float rest = Math.fma(-0.5f, square, Math.fma(n, LN2_REST, p * f * square));
        return Math.fma(n, LN2, f + rest);
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        for (int i = 0; i < floats; i++) {
            dy[d + i] /= x[at + i];
        }
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        for (int i = 0; i < floats; i++) {
            float inverse = 1 / x[at + i];
            y[into + i] = -inverse * inverse;
        }
    }
}
