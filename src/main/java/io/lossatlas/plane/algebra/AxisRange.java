package io.lossatlas.plane.algebra;

import io.lossatlas.config.AxisConfig;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * A range of an axis that is chosen so that it covers coordinates and has 0, where the network itself sits, among its points.
 * Bounds are multiples of a spacing of few decimals, so that the point at 0 is exactly there and ticks are short.
 */
public final class AxisRange {
    /** Digits of a spacing that count. */
    private static final int DIGITS = 3;

    private AxisRange() {}

    /**
     * The range of coordinates and a margin.
     *
     * @param coordinates of the weights beside those at 0
     * @param margin on each side, in shares of what they span with 0
     */
    public static AxisConfig around(double[] coordinates, double margin, int points) {
        double low = Math.min(0, Arrays.stream(coordinates).min().orElseThrow());
        double high = Math.max(0, Arrays.stream(coordinates).max().orElseThrow());
        double more = margin * (high - low);
        return covering(low - more, high + more, points);
    }

    /**
     * The smallest range that covers coordinates.
     *
     * @param low the lowest, at most 0
     * @param high the highest, at least 0, and greater than the lowest
     * @param points along the axis; with fewer than three the one at 0 alone is certain
     */
    public static AxisConfig covering(double low, double high, int points) {
        if (!(low <= 0 && high >= 0 && low < high) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("no range from %s to %s".formatted(low, high));
        }
        if (points == 1) {
            return new AxisConfig(0, 0, 1);
        }
        boolean oneSided = low == 0 || high == 0;
        if (points == 2 && !oneSided) {
            return new AxisConfig(low, high, points);
        }
        BigDecimal spacing = rounded(new BigDecimal(high)
                .subtract(new BigDecimal(low))
                .divide(BigDecimal.valueOf(points - 1L), MathContext.DECIMAL64));
        while (steps(-low, spacing) + steps(high, spacing) > points - 1L) {
            spacing = rounded(spacing.add(spacing.ulp()));
        }
        long below = steps(-low, spacing);
        return new AxisConfig(
                spacing.multiply(BigDecimal.valueOf(-below)).doubleValue(),
                spacing.multiply(BigDecimal.valueOf(points - 1L - below)).doubleValue(),
                points);
    }

    /** Up to the next number of few digits. */
    private static BigDecimal rounded(BigDecimal spacing) {
        return spacing.round(new MathContext(DIGITS, RoundingMode.UP))
                .setScale(DIGITS - 1 - exponent(spacing), RoundingMode.UP);
    }

    /** Of the first digit. */
    private static int exponent(BigDecimal value) {
        return value.precision() - value.scale() - 1;
    }

    private static long steps(double length, BigDecimal spacing) {
        return new BigDecimal(length).divide(spacing, 0, RoundingMode.UP).longValueExact();
    }
}
