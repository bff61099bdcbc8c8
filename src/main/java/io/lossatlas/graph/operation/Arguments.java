package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.List;

/**
 * What an operation computes with, for a batch of examples.
 *
 * @param examples how many
 * @param shapes of its inputs
 * @param inputs for each input {@code double[example][size]} in C order of its shape
 * @param parameters values of its parameters, each in C order
 * @param statistics which ones batch normalisation uses
 */
public record Arguments(
        int examples,
        List<TensorShape> shapes,
        List<double[][]> inputs,
        List<double[]> parameters,
        Statistics statistics) {

    /** The shape of the first input. */
    TensorShape shape() {
        return shapes.get(0);
    }

    /** The first input. */
    double[][] input() {
        return inputs.get(0);
    }

    /** The bias of an operation that may have one as its second parameter, or zeros. */
    double[] bias(int outputs) {
        return parameters.size() > 1 ? parameters.get(1) : new double[outputs];
    }

    /** The same with the first input of others. */
    Arguments withFirst(Arguments others) {
        List<double[][]> mixed = new ArrayList<>(inputs);
        mixed.set(0, others.input());
        return new Arguments(examples, shapes, mixed, parameters, statistics);
    }

    /** The same without the bias, where there is one. */
    Arguments unbiased() {
        return new Arguments(
                examples, shapes, inputs, parameters.stream().limit(1).toList(), statistics);
    }
}
