package io.lossatlas.graph.interpreter;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Mean squared error of one example over its outputs, {@code (1 / k) sum_j (z_j - t_j)^2}, in double. */
public final class SquaredError {
    private SquaredError() {}

    /** The loss of outputs {@code [k]} that should be {@code targets}. */
    public static double loss(double[] outputs, double[] targets) {
        return IntStream.range(0, outputs.length)
                        .mapToDouble(j -> (outputs[j] - targets[j]) * (outputs[j] - targets[j]))
                        .sum()
                / outputs.length;
    }

    /** Its gradient by the outputs, {@code 2 (z_j - t_j) / k}. */
    public static double[] gradient(double[] outputs, double[] targets) {
        return IntStream.range(0, outputs.length)
                .mapToDouble(j -> 2 * (outputs[j] - targets[j]) / outputs.length)
                .toArray();
    }

    /** The product of its Hessian by the outputs, {@code 2 / k} on the diagonal, with a vector {@code [k]}. */
    public static double[] hessianProduct(double[] vector) {
        return Arrays.stream(vector).map(value -> 2 * value / vector.length).toArray();
    }
}
