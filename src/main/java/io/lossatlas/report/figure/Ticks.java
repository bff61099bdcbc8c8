package io.lossatlas.report.figure;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Round numbers to label an axis with. */
final class Ticks {
    private static final int[] MANTISSAS = {1, 2, 5};

    private Ticks() {}

    /** Multiples of 1, 2 or 5 times a power of ten between two numbers in either order, as many as fit {@code most}. */
    static List<Double> linear(double from, double to, int most) {
        double low = Math.min(from, to);
        double high = Math.max(from, to);
        if (low == high) {
            return List.of(low);
        }
        int exponent = (int) Math.floor(Math.log10((high - low) / most));
        for (int n = 0; ; n++) {
            BigDecimal step = BigDecimal.valueOf(MANTISSAS[n % 3], -(exponent + n / 3));
            List<Double> ticks = multiples(step, low, high);
            if (ticks.size() <= most) {
                return ticks;
            }
        }
    }

    private static List<Double> multiples(BigDecimal step, double low, double high) {
        double tolerance = 1e-9 * (high - low);
        long first = (long) Math.ceil((low - tolerance) / step.doubleValue());
        List<Double> multiples = new ArrayList<>();
        for (long n = first; step.doubleValue() * n <= high + tolerance; n++) {
            multiples.add(step.multiply(BigDecimal.valueOf(n)).doubleValue());
        }
        return multiples;
    }

    /** Powers of ten on a scale. */
    static List<Double> decades(LogScale scale) {
        return logarithmic(scale, 1);
    }

    /** 1, 2 and 5 times the powers of ten on a scale. */
    static List<Double> oneTwoFive(LogScale scale) {
        return logarithmic(scale, MANTISSAS);
    }

    private static List<Double> logarithmic(LogScale scale, int... mantissas) {
        int first = (int) Math.floor(Math.log10(scale.low())) - 1;
        int last = (int) Math.ceil(Math.log10(scale.high())) + 1;
        return IntStream.rangeClosed(first, last)
                .boxed()
                .flatMap(
                        exponent -> IntStream.of(mantissas).mapToObj(mantissa -> BigDecimal.valueOf(mantissa, -exponent)
                                .doubleValue()))
                .filter(scale::holds)
                .toList();
    }

    /** What to label a scale with: decades where there are three, else 1-2-5, else evenly spaced numbers. */
    static List<Double> of(LogScale scale) {
        List<Double> decades = decades(scale);
        if (decades.size() >= 3) {
            return decades;
        }
        List<Double> finer = oneTwoFive(scale);
        return finer.size() >= 3 ? finer : linear(scale.low(), scale.high(), 6);
    }

    /** A label of a logarithmic axis: {@code 0.1}, {@code 20}, {@code 10^17}. */
    static String label(double value) {
        int exponent = (int) Math.round(Math.log10(value));
        boolean decade = value == LogScale.decade(exponent);
        return decade && (exponent < -2 || exponent > 2)
                ? "10^" + Integer.toString(exponent).replace('-', '−')
                : Numbers.tick(value);
    }
}
