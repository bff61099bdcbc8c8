package io.lossatlas.graph.operation;

import java.util.List;

/**
 * Where an operation adds the gradients of a loss.
 *
 * @param inputs by its inputs, in the shapes of {@link Arguments#inputs}
 * @param parameters by its parameters, in the shapes of {@link Arguments#parameters}
 */
public record Gradients(List<double[][]> inputs, List<double[]> parameters) {

    /** Zeros for an operation's arguments. */
    public static Gradients zeros(Arguments arguments) {
        return new Gradients(
                arguments.inputs().stream().map(Gradients::zeros).toList(),
                arguments.parameters().stream()
                        .map(values -> new double[values.length])
                        .toList());
    }

    private static double[][] zeros(double[][] like) {
        return new double[like.length][like[0].length];
    }

    /** By the first input. */
    double[][] input() {
        return inputs.get(0);
    }

    /** Adds by the bias, where there is one. */
    void addBias(int output, double gradient) {
        if (parameters.size() > 1) {
            parameters.get(1)[output] += gradient;
        }
    }

    /** The same without the bias, where there is one. */
    Gradients unbiased() {
        return new Gradients(inputs, parameters.stream().limit(1).toList());
    }
}
