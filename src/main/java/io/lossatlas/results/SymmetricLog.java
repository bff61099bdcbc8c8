package io.lossatlas.results;

import java.util.Collection;
import java.util.stream.DoubleStream;

/**
 * An axis that is linear around 0 and logarithmic far from it, on either side: a value {@code v} lies at {@code asinh(v / t)}.
 *
 * @param threshold {@code t}, positive: where the one goes over into the other
 */
public record SymmetricLog(double threshold) {
    /** Decades between the threshold and the largest of some values, about. */
    private static final int DECADES = 4;

    /** Checks the threshold. */
    public SymmetricLog {
        if (!(threshold > 0) || Double.isInfinite(threshold)) {
            throw new IllegalArgumentException("expected a positive threshold, found " + threshold);
        }
    }

    /** The one for spectra that are to be compared: its threshold is a power of ten four decades below the largest size. */
    public static SymmetricLog of(Collection<Spectrum> spectra) {
        double largest = spectra.stream()
                .flatMapToDouble(spectrum -> DoubleStream.of(spectrum.least(), spectrum.largest()))
                .map(Math::abs)
                .filter(size -> size > 0 && Double.isFinite(size))
                .max()
                .orElse(1);
        return new SymmetricLog(
                Double.parseDouble("1e" + ((int) StrictMath.floor(StrictMath.log10(largest)) - DECADES)));
    }

    /** Where a value lies. */
    public double position(double value) {
        double size = Math.abs(value) / threshold;
        return Math.copySign(StrictMath.log(size + StrictMath.hypot(size, 1)), value);
    }

    /** The value at a position. */
    public double value(double position) {
        return threshold * StrictMath.sinh(position);
    }

    /** How much a value changes for a change of its position. */
    public double slope(double value) {
        return StrictMath.hypot(value, threshold);
    }

    /**
     * Values evenly far from one another on the axis, ascending.
     *
     * @param count at least 2
     */
    public double[] between(double from, double to, int count) {
        double first = position(from);
        double step = (position(to) - first) / (count - 1);
        double[] values = new double[count];
        for (int n = 0; n < count; n++) {
            values[n] = value(first + n * step);
        }
        return values;
    }
}
