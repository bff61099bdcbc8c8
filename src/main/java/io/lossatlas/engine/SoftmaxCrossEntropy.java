package io.lossatlas.engine;

/** Softmax cross-entropy of one example from its logits, in double with {@link StrictMath}: the same bits anywhere. */
final class SoftmaxCrossEntropy {
    private SoftmaxCrossEntropy() {}

    /**
     * {@code log(sum_k exp(z_k)) - z_label}, shifted by the largest logit.
     *
     * @param logits where the example's logits are
     * @param from index of its first
     * @param classes how many there are
     * @return NaN when a logit is, or when the label's is infinite as well as the sum
     */
    static double loss(float[] logits, int from, int classes, int label) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = from; k < from + classes; k++) {
            largest = Math.max(largest, logits[k]);
        }
        if (largest == Double.POSITIVE_INFINITY) {
            return largest - logits[from + label];
        }
        double sum = 0;
        for (int k = from; k < from + classes; k++) {
            sum += StrictMath.exp(logits[k] - largest);
        }
        return StrictMath.log(sum) + (largest - logits[from + label]);
    }

    /** Whether the largest logit, the first of equals, is the label's; false when one is NaN. */
    static boolean correct(float[] logits, int from, int classes, int label) {
        int best = 0;
        for (int k = 0; k < classes; k++) {
            if (Float.isNaN(logits[from + k])) {
                return false;
            }
            if (logits[from + k] > logits[from + best]) {
                best = k;
            }
        }
        return best == label;
    }
}
