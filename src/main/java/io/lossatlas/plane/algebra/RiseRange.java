package io.lossatlas.plane.algebra;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * How far one can go along rays until a function has risen: the least of {@code 2^-6, 2^-5, ... 2^6} at which it has, refined in
 * eighths of an octave. A value that is not finite has risen.
 */
public final class RiseRange {
    private static final int LEAST = -6;
    private static final int MOST = 6;
    private static final int PARTS = 8;

    private RiseRange() {}

    /** Values of the function along several rays. */
    public interface Rays {
        /**
         * Evaluates the function.
         *
         * @param lengths of each ray, {@code double[rays][n]}
         * @return {@code double[rays][n]}
         */
        double[][] at(double[][] lengths);
    }

    /** Points along each ray that are evaluated. */
    public static int points() {
        return MOST - LEAST + PARTS;
    }

    /**
     * The length of each ray.
     *
     * @param target value at which the function has risen
     * @return {@code double[rays]}; {@code 2^6} where it does not rise as far
     */
    public static double[] lengths(int rays, double target, Rays function) {
        double[] octaves = IntStream.rangeClosed(LEAST, MOST)
                .mapToDouble(k -> Math.scalb(1.0, k))
                .toArray();
        double[][] coarse = function.at(
                IntStream.range(0, rays).mapToObj(ray -> octaves.clone()).toArray(double[][]::new));
        double[][] fine = new double[rays][];
        for (int ray = 0; ray < rays; ray++) {
            int at = first(coarse[ray], target);
            double length = octaves[Math.min(at, octaves.length - 1)];
            fine[ray] = IntStream.range(1, PARTS)
                    .mapToDouble(part -> length / 2 * StrictMath.pow(2, (double) part / PARTS))
                    .toArray();
        }
        double[][] between =
                function.at(Arrays.stream(fine).map(double[]::clone).toArray(double[][]::new));
        double[] lengths = new double[rays];
        for (int ray = 0; ray < rays; ray++) {
            int at = first(coarse[ray], target);
            int refined = first(between[ray], target);
            double end = octaves[Math.min(at, octaves.length - 1)];
            lengths[ray] = at < octaves.length && refined < fine[ray].length ? fine[ray][refined] : end;
        }
        return lengths;
    }

    /** The place of the first that has risen; the length where none has. */
    private static int first(double[] values, double target) {
        int n = 0;
        while (n < values.length && values[n] < target) {
            n++;
        }
        return n;
    }
}
