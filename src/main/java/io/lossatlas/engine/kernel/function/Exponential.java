package io.lossatlas.engine.kernel.function;

import io.lossatlas.engine.kernel.Lanes;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The exponential, within 1 unit in the last place: {@code exp(x) = 2^n exp(r)} with the integer n nearest to {@code x / log 2} and
 * {@code r = x - n log 2} in two parts; exp(r) by the polynomial of {@code expf} in Moshier's Cephes library (1992). The power is
 * put together in floats, since a JVM in which a second species of vectors is alive boxes those of the first: {@code h = n / 2},
 * rounded down, a rough {@code 2^(h/128)} squared seven times, and of that its leading bit (Rump, Ogita and Oishi, "Accurate
 * floating-point summation part I", 2008, algorithm 3.6), which is {@code 2^h} exactly.
 */
public final class Exponential implements RowFunction {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;

    /** Beyond these the result is infinite, and 0. */
    private static final float MOST_X = 89;

    private static final float LEAST_X = -104;
    private static final float LOG2_E = 1.44269504f;
    private static final float LN2 = 0.693147182f;
    private static final float LN2_REST = -1.90465421e-9f;

    /** {@code 1.5 * 2^23}: added to a small number it leaves the nearest integer in the lowest bits. */
    private static final float TO_INTEGER = 12_582_912;

    /** {@code (2^23 + 1) sqrt(2)}: the root puts what is roughly a power of 2 well between that power and the next. */
    private static final float PAST = 8_388_609 * 1.41421356f;

    private static final float BELOW_ONE = 1 - 0x1p-24f;

    private final float[] powers = new float[MOST];
    private final float[] exponentials = new float[MOST];

    /**
     * {@code y = exp(x)}; y may be x, at the same place.
     *
     * @param floats a multiple of 16
     * @param powers {@code float[floats]}; overwritten
     */
    public static void run(float[] x, int at, float[] y, int into, int floats, float[] powers) {
        reduced(x, at, y, into, floats, powers);
        scaled(y, into, floats, powers);
    }

    private static void reduced(float[] x, int at, float[] y, int into, int floats, float[] powers) {
        FloatVector integer = FloatVector.broadcast(S, TO_INTEGER);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector v = FloatVector.fromArray(S, x, at + i).max(LEAST_X).min(MOST_X);
            FloatVector t = v.fma(FloatVector.broadcast(S, LOG2_E), integer);
            FloatVector n = t.sub(integer);
            n.intoArray(powers, i);
            FloatVector r = n.fma(FloatVector.broadcast(S, -LN2), v);
            r = n.fma(FloatVector.broadcast(S, -LN2_REST), r);
            FloatVector p = FloatVector.broadcast(S, 1.9875691500e-4f);
            p = p.fma(r, FloatVector.broadcast(S, 1.3981999507e-3f));
            p = p.fma(r, FloatVector.broadcast(S, 8.3334519073e-3f));
            p = p.fma(r, FloatVector.broadcast(S, 4.1665795894e-2f));
            p = p.fma(r, FloatVector.broadcast(S, 1.6666665459e-1f));
            p = p.fma(r, FloatVector.broadcast(S, 5.0000001201e-1f));
            p.fma(r.mul(r), r).add(one).intoArray(y, into + i);
        }
    }

    /** {@code y = y 2^n}, as {@code y 2^h 2^(n - h)}, so that what is below the least normal number is rounded once. */
    private static void scaled(float[] y, int into, int floats, float[] powers) {
        FloatVector integer = FloatVector.broadcast(S, TO_INTEGER);
        FloatVector one = FloatVector.broadcast(S, 1);
        for (int i = 0; i < floats; i += Lanes.WIDTH) {
            FloatVector n = FloatVector.fromArray(S, powers, i);
            FloatVector h = n.fma(FloatVector.broadcast(S, 0.5f), FloatVector.broadcast(S, -0.25f));
            h = h.add(integer).sub(integer);
            FloatVector odd = h.fma(FloatVector.broadcast(S, -2), n);
            FloatVector z = h.mul(1f / 128);
            FloatVector p = FloatVector.broadcast(S, 0.0555041087f).fma(z, FloatVector.broadcast(S, 0.240226507f));
            p = p.fma(z, FloatVector.broadcast(S, 0.693147182f)).fma(z, one);
            p = p.mul(p);
            p = p.mul(p);
            p = p.mul(p);
            p = p.mul(p);
            p = p.mul(p);
            p = p.mul(p);
            p = p.mul(p).mul(PAST);
            FloatVector power = p.sub(p.mul(BELOW_ONE));
            FloatVector rest = power.fma(odd, power);
            FloatVector.fromArray(S, y, into + i).mul(power).mul(rest).intoArray(y, into + i);
        }
    }

    @Override
    public void value(float[] x, int at, float[] y, int into, int floats) {
        run(x, at, y, into, floats, powers);
    }

    @Override
    public void slope(float[] x, int at, float[] dy, int d, int floats) {
        run(x, at, exponentials, 0, floats, powers);
        RowProducts.multiply(exponentials, dy, d, floats);
    }

    @Override
    public void curvature(float[] x, int at, float[] y, int into, int floats) {
        value(x, at, y, into, floats);
    }
}
