package io.lossatlas.engine.loss;

/**
 * Softmax cross-entropy of one example from its logits, in double with {@link StrictMath}: the same bits anywhere. The
 * logits of an example stand {@code stride} apart, since engines lay out batches differently.
 */
public final class SoftmaxCrossEntropy {
    private SoftmaxCrossEntropy() {}

    /**
     * {@code log(sum_k exp(z_k)) - z_label}, shifted by the largest logit.
     *
     * @param logits where the example's logits are
     * @param from index of its first
     * @param stride from one to the next
     * @param classes how many there are
     * @return NaN when a logit is, or when the label's is infinite as well as the sum
     */
    public static double loss(float[] logits, int from, int stride, int classes, int label) {
        double largest = largest(logits, from, stride, classes);
        double own = logits[from + label * stride];
        return largest == Double.POSITIVE_INFINITY
                ? largest - own
                : StrictMath.log(sum(logits, from, stride, classes, largest)) + (largest - own);
    }

    /** Whether the largest logit, the first of equals, is the label's; false when one is NaN. */
    public static boolean correct(float[] logits, int from, int stride, int classes, int label) {
        int best = 0;
        for (int k = 0; k < classes; k++) {
            float logit = logits[from + k * stride];
            if (Float.isNaN(logit)) {
                return false;
            }
            if (logit > logits[from + best * stride]) {
                best = k;
            }
        }
        return best == label;
    }

    /**
     * Gradient of {@code loss / batch} by the logits: {@code (softmax - one-hot) / batch}.
     *
     * @param gradient receives it from {@code into} on, as far apart as the logits are
     */
    static void gradient(
            float[] logits, int from, int stride, int classes, int label, int batch, float[] gradient, int into) {
        double largest = largest(logits, from, stride, classes);
        double total = largest + StrictMath.log(sum(logits, from, stride, classes, largest));
        for (int k = 0; k < classes; k++) {
            int at = from + k * stride;
            double probability = StrictMath.exp(logits[at] - total);
            gradient[into + k * stride] = (float) ((k == label ? probability - 1 : probability) / batch);
        }
    }

    /**
     * The Hessian by the logits times a vector, {@code p_k (v_k - sum_j p_j v_j)} with {@code p = softmax}.
     *
     * @param vector as far apart as the logits, from {@code along} on
     * @param product receives it from {@code into} on, as far apart
     */
    static void curvature(
            float[] logits, int from, int stride, int classes, float[] vector, int along, float[] product, int into) {
        double largest = largest(logits, from, stride, classes);
        double total = largest + StrictMath.log(sum(logits, from, stride, classes, largest));
        double mean = 0;
        for (int k = 0; k < classes; k++) {
            mean += StrictMath.exp(logits[from + k * stride] - total) * vector[along + k * stride];
        }
        for (int k = 0; k < classes; k++) {
            double probability = StrictMath.exp(logits[from + k * stride] - total);
            product[into + k * stride] = (float) (probability * (vector[along + k * stride] - mean));
        }
    }

    private static double largest(float[] logits, int from, int stride, int classes) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < classes; k++) {
            largest = Math.max(largest, logits[from + k * stride]);
        }
        return largest;
    }

    private static double sum(float[] logits, int from, int stride, int classes, double largest) {
        double sum = 0;
        for (int k = 0; k < classes; k++) {
            sum += StrictMath.exp(logits[from + k * stride] - largest);
        }
        return sum;
    }
}
