package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.Metric;
import java.util.Arrays;

/**
 * Values of one metric from several planes or networks taken together: their mean, and Student's t interval around it from
 * their own scatter, {@code t s / sqrt(n)}; where there are too few for that, the range from the least to the largest.
 */
final class Pool {
    private Pool() {}

    static Estimate of(Metric metric, double[] values, Uncertainty interval) {
        int n = values.length;
        double mean = mean(values);
        if (!interval.isEnough(n)) {
            double least = Arrays.stream(values).min().orElseThrow();
            double largest = Arrays.stream(values).max().orElseThrow();
            return new Estimate(metric, mean, least, largest, interval.label(n), n);
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        double error = StrictMath.sqrt(squares / (n - 1) / n);
        return Estimate.around(metric, mean, StudentT.TWO_SIDED_95.quantile(n - 1) * error, interval, n);
    }

    /** The mean, without a sum that might overflow. */
    static double mean(double[] values) {
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        return mean;
    }
}
