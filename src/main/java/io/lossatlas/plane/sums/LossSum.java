package io.lossatlas.plane.sums;

import java.io.Serializable;

/**
 * Loss and accuracy over some examples, as sums that add up.
 *
 * @param examples how many
 * @param lossSum sum of their losses, non-finite ones included
 * @param lossSumSq sum of the squares of their losses, non-finite ones included
 * @param correct how many were classified right
 * @param nonFinite how many losses are NaN or infinite
 */
public record LossSum(long examples, double lossSum, double lossSumSq, long correct, long nonFinite)
        implements Serializable {
    /** Over no examples. */
    public static final LossSum NONE = new LossSum(0, 0, 0, 0, 0);

    /** Gives NaN its one canonical bit pattern: processors differ in the sign of the NaN that they make. */
    public LossSum {
        lossSum = canonical(lossSum);
        lossSumSq = canonical(lossSumSq);
    }

    /**
     * Adds up the examples {@code from <= example < to} in their order.
     *
     * @param losses the loss of each
     * @param right whether each was classified right
     */
    public static LossSum of(double[] losses, boolean[] right, int from, int to) {
        double sum = 0;
        double squares = 0;
        long correct = 0;
        long nonFinite = 0;
        for (int n = from; n < to; n++) {
            sum += losses[n];
            squares += losses[n] * losses[n];
            correct += right[n] ? 1 : 0;
            nonFinite += Double.isFinite(losses[n]) ? 0 : 1;
        }
        return new LossSum(to - from, sum, squares, correct, nonFinite);
    }

    /** The sums over the examples of both, this one's first. */
    public LossSum plus(LossSum next) {
        return new LossSum(
                examples + next.examples,
                lossSum + next.lossSum,
                lossSumSq + next.lossSumSq,
                correct + next.correct,
                nonFinite + next.nonFinite);
    }

    /** Mean loss. */
    public double loss() {
        return canonical(lossSum / examples);
    }

    /**
     * Standard error of the mean loss, the slice seen as draws: {@code sqrt(max(0, S2 - S1^2 / n) / (n (n - 1)))}. NaN
     * for fewer than two examples and for a loss that is not finite.
     */
    public double standardError() {
        if (examples < 2 || nonFinite > 0) {
            return Double.NaN;
        }
        double scatter = Math.max(0, lossSumSq - lossSum * lossSum / examples);
        return canonical(StrictMath.sqrt(scatter / ((double) examples * (examples - 1))));
    }

    /** Share of the examples that were classified right. */
    public double accuracy() {
        return (double) correct / examples;
    }

    private static double canonical(double value) {
        return Double.isNaN(value) ? Double.NaN : value;
    }
}
