package io.lossatlas.graph.interpreter;

import java.util.Arrays;

/** Softmax cross-entropy of one example, {@code log(sum over k of exp(logit_k)) - logit_label}, in double. */
public final class CrossEntropy {
    private CrossEntropy() {}

    /** The loss of logits {@code [classes]} whose class is {@code label}. */
    public static double loss(double[] logits, int label) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double sum = Arrays.stream(logits)
                .map(logit -> StrictMath.exp(logit - largest))
                .sum();
        return StrictMath.log(sum) + largest - logits[label];
    }

    /** Its gradient by the logits, {@code softmax(logits) - onehot(label)}. */
    public static double[] gradient(double[] logits, int label) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] gradient = Arrays.stream(logits)
                .map(logit -> StrictMath.exp(logit - largest))
                .toArray();
        double sum = Arrays.stream(gradient).sum();
        Arrays.setAll(gradient, k -> gradient[k] / sum - (k == label ? 1 : 0));
        return gradient;
    }
}
