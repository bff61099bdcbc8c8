package io.lossatlas.analysis;

import static io.lossatlas.analysis.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.Metric.Subject.SURFACE;

import java.util.List;

/** Metrics of how a surface goes up and down. */
public final class RoughnessMetrics {
    /** Ups and downs of the loss, in units of its range: {@code (sum |L(i+1,j) - L(i,j)| / ny + sum |L(i,j+1) - L(i,j)| / nx) / (max L - min L); 0 for 0/0}. */
    public static final Metric TOTAL_VARIATION = new Metric(
            "total_variation",
            SURFACE,
            "",
            NON_NEGATIVE,
            "All ups and downs of the loss over its range: 1 for a slope, 2 for a bowl, more where it is rough.",
            "(sum |L(i+1,j) - L(i,j)| / ny + sum |L(i,j+1) - L(i,j)| / nx) / (max L - min L); 0 for 0/0");

    /** Typical size of the second differences: {@code sqrt(mean (Lxx^2 + 2 Lxy^2 + Lyy^2)); on a line sqrt(mean Lxx^2)}. */
    public static final Metric RMS_SECOND_DIFFERENCE = new Metric(
            "rms_second_difference",
            SURFACE,
            "loss / (alpha, beta)^2",
            NON_NEGATIVE,
            "Typical curvature of the loss, of either sign.",
            "sqrt(mean (Lxx^2 + 2 Lxy^2 + Lyy^2)); on a line sqrt(mean Lxx^2)");

    /** Ups and downs of the logarithm: {@code total_variation with ln L for L, over points with L > 0}. */
    public static final Metric LOG_TOTAL_VARIATION = new Metric(
            "log_total_variation",
            SURFACE,
            "",
            NON_NEGATIVE,
            "All ups and downs of ln loss over its range, so that no part of the surface outweighs the rest.",
            "total_variation with ln L for L, over points with L > 0");

    /** Typical size of the second differences of the logarithm: {@code rms_second_difference with ln L for L, over points with L > 0}. */
    public static final Metric LOG_RMS_SECOND_DIFFERENCE = new Metric(
            "log_rms_second_difference",
            SURFACE,
            "1 / (alpha, beta)^2",
            NON_NEGATIVE,
            "Typical curvature of ln loss.",
            "rms_second_difference with ln L for L, over points with L > 0");

    static final List<Metric> ALL =
            List.of(TOTAL_VARIATION, RMS_SECOND_DIFFERENCE, LOG_TOTAL_VARIATION, LOG_RMS_SECOND_DIFFERENCE);

    private RoughnessMetrics() {}
}
