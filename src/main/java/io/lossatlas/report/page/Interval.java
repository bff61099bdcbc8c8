package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;

/**
 * An estimate and how far from it the truth may be.
 *
 * @param value the estimate
 * @param low end of the interval
 * @param high end of the interval
 */
record Interval(double value, double low, double high) {
    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959964;

    /**
     * The share of successes among independent trials: Wilson's score interval of 95 % (Wilson, "Probable inference, the
     * law of succession, and statistical inference", 1927).
     */
    static Interval share(double share, long trials) {
        double squared = Z * Z / trials;
        double middle = (share + squared / 2) / (1 + squared);
        double half = Z / (1 + squared) * Math.sqrt(share * (1 - share) / trials + squared / (4 * trials));
        return new Interval(share, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** How this stands to another: a difference is seen only where the two intervals do not meet. */
    Verdict against(Interval other) {
        if (!(known() && other.known())) {
            return Verdict.UNKNOWN;
        }
        return low > other.high ? Verdict.HIGHER : high < other.low ? Verdict.LOWER : Verdict.NO_DIFFERENCE;
    }

    private boolean known() {
        return Double.isFinite(value) && Double.isFinite(low) && Double.isFinite(high);
    }

    /** Like {@code 0.1234 (0.1101 to 0.1367)}. */
    String text() {
        return "%s (%s to %s)".formatted(Numbers.plain(value), Numbers.plain(low), Numbers.plain(high));
    }

    /** As a percentage. */
    String percent() {
        return "%s (%s to %s)".formatted(Numbers.percent(value), Numbers.percent(low), Numbers.percent(high));
    }
}
