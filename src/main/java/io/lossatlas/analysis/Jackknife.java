package io.lossatlas.analysis;

import java.util.Arrays;

/**
 * The delete-one jackknife (Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 11): from a number
 * {@code v_k} for each of n shards, found with that shard left out, the standard error {@code sqrt((n - 1) / n sum_k (v_k -
 * mean v)^2)} of the number found with all.
 */
final class Jackknife {
    private Jackknife() {}

    /** The standard error; NaN with fewer than two numbers or one that is NaN. */
    static double standardError(double[] left) {
        int n = left.length;
        if (n < 2) {
            return Double.NaN;
        }
        double mean = 0;
        for (double value : left) {
            mean += value / n;
        }
        double squares = 0;
        for (double value : left) {
            squares += (value - mean) * (value - mean);
        }
        return StrictMath.sqrt(squares * (n - 1) / n);
    }

    /** Half the width of the interval that holds the true number with 95 %: Student's t times the standard error. */
    static double halfWidth(double[] left) {
        boolean known = left.length > 1 && Arrays.stream(left).noneMatch(Double::isNaN);
        return known ? StudentT.TWO_SIDED_95.quantile(left.length - 1) * standardError(left) : Double.NaN;
    }
}
