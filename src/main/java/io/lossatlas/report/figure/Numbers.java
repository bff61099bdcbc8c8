package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Surface;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.IntStream;

/** Numbers as people read them. */
public final class Numbers {
    private static final MathContext FOUR = new MathContext(4, RoundingMode.HALF_EVEN);
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;

    private Numbers() {}

    /** A number in four significant digits like {@code 2.303}, or two and an exponent like {@code 1.2e17}. */
    public static String plain(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "NaN" : value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        if (size < SMALL || size >= LARGE) {
            String[] parts = String.format(Locale.ROOT, "%.1e", value).split("e", 2);
            return parts[0] + "e" + Integer.parseInt(parts[1]);
        }
        BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR);
        int decimals = rounded.scale() + FOUR.getPrecision() - rounded.precision();
        return rounded.setScale(Math.max(0, decimals), RoundingMode.UNNECESSARY).toPlainString();
    }

    /** The same for {@link Lettering}, like {@code 1.2×10^17}. */
    static String lettered(double value) {
        return plain(value).replace("-", "−").replace("e", "×10^");
    }

    /** A coordinate or tick without needless zeros, for {@link Lettering}. */
    static String tick(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(6, RoundingMode.HALF_EVEN));
        return value == 0 ? "0" : rounded.stripTrailingZeros().toPlainString().replace('-', '−');
    }

    /** A count with its thousands apart, like {@code 57,600}. */
    public static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /**
     * How many points a surface has, and how many of them are computed where others are filled in.
     *
     * @param grid points in words, like {@code 13 × 13}
     */
    static String points(Surface surface, String grid) {
        long computed = IntStream.range(0, surface.points())
                .filter(point -> surface.computed()[point])
                .count();
        return surface.filledIn() == 0 ? grid + " points" : "%s of %s points computed".formatted(count(computed), grid);
    }

    /** A share as a percentage, like {@code 11.7 %}. */
    public static String percent(double share) {
        return Double.isFinite(share) ? String.format(Locale.ROOT, "%.1f %%", 100 * share) : plain(share);
    }
}
