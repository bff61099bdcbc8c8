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
        double[] gradient = softmax(logits);
        gradient[label] -= 1;
        return gradient;
    }

    /**
     * The product of its Hessian by the logits, {@code diag(p) - p p^T} with {@code p = softmax(logits)}, with a vector
     * {@code [classes]}: {@code p_k sum_j p_j (v_k - v_j)}, in which nothing cancels where one class is all but certain.
     */
    public static double[] hessianProduct(double[] logits, double[] vector) {
        double[] p = softmax(logits);
        double[] product = new double[p.length];
        for (int k = 0; k < p.length; k++) {
            for (int j = 0; j < p.length; j++) {
                product[k] += p[k] * p[j] * (vector[k] - vector[j]);
            }
        }
        return product;
    }

    private static double[] softmax(double... logits) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] p = Arrays.stream(logits)
                .map(logit -> StrictMath.exp(logit - largest))
                .toArray();
        double sum = Arrays.stream(p).sum();
        Arrays.setAll(p, k -> p[k] / sum);
        return p;
    }
}
