package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.TrainingOutcome;

/**
 * An estimate and how far from it the truth may be.
 *
 * @param value the estimate
 * @param low end of the interval
 * @param high end of the interval
 */
record ConfidenceInterval(double value, double low, double high) {
    /** The 97.5 % point of the normal distribution. */
    private static final double Z = 1.959964;

    /**
     * The share of successes among independent trials: Wilson's score interval of 95 % (Wilson, "Probable inference, the
     * law of succession, and statistical inference", 1927).
     */
    static ConfidenceInterval share(double share, long trials) {
        double squared = Z * Z / trials;
        double middle = (share + squared / 2) / (1 + squared);
        double half = Z / (1 + squared) * Math.sqrt(share * (1 - share) / trials + squared / (4 * trials));
        return new ConfidenceInterval(share, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    /** Of a metric. */
    static ConfidenceInterval of(MetricValue metric) {
        return new ConfidenceInterval(metric.value(), metric.low(), metric.high());
    }

    /** Of a network's test accuracy; not finite where that is unknown. */
    static ConfidenceInterval of(TrainingOutcome outcome) {
        return outcome.testExamples() == 0
                ? new ConfidenceInterval(Double.NaN, Double.NaN, Double.NaN)
                : share(outcome.testAccuracy(), outcome.testExamples());
    }

    /** How this stands to another: a difference is seen only where the two intervals do not meet. */
    Verdict against(ConfidenceInterval other) {
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
