package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.TensorShape;
import java.io.Serializable;
import java.util.List;

/**
 * An operation on the values of an example. Each says in one place what shapes it takes and makes, which parameters it has,
 * what it costs and what it computes, forward and backward. What it does not take it refuses by an {@link IllegalArgumentException} that says what was expected
 * and what was found; a graph adds the node's name.
 */
public sealed interface Op extends Serializable
        permits Conv,
                BatchNorm,
                Relu,
                Add,
                MaxPool,
                AveragePool,
                GlobalAveragePool,
                Flatten,
                Dense,
                Pointwise,
                Arithmetic,
                Constant,
                ParameterValue,
                Rearrange,
                Concat,
                MatMul,
                ReduceMean,
                Softmax,
                LayerNorm {

    /**
     * The shape of the value that it makes.
     *
     * @param inputs shapes of the values that it reads, in order
     */
    TensorShape output(List<TensorShape> inputs);

    /** The parameters that it has when it reads values of these shapes, in the order in which a node names them. */
    default List<ParameterShape> parameters(List<TensorShape> inputs) {
        return List.of();
    }

    /** How many of {@link #parameters}, counted from the first, no node goes without. */
    default int required() {
        return 0;
    }

    /** Multiply-adds of one example's forward pass, computed directly; 0 for all but convolutions, dense layers and products of matrices. */
    default long multiplyAdds(List<TensorShape> inputs) {
        return 0;
    }

    /**
     * Its values in double: the meaning of the operation.
     *
     * @return {@code double[example][size]} in C order of {@link #output}
     */
    double[][] forward(Arguments arguments);

    /**
     * Adds the gradients of a loss by inputs and parameters.
     *
     * @param output the loss' gradient by what {@link #forward} made of the same arguments
     */
    void backward(Arguments arguments, double[][] output, Gradients gradients);

    /** Does with it what the visitor does with its kind. */
    <T> T accept(OpVisitor<T> visitor);

    /** What errors call it. */
    default String title() {
        return getClass().getSimpleName();
    }

    /** The one input of an operation that takes one. */
    static TensorShape only(List<TensorShape> inputs) {
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("expected one input, found " + inputs.size());
        }
        return inputs.get(0);
    }

    /** Refuses inputs of an operation that takes none. */
    static void none(List<TensorShape> inputs) {
        if (!inputs.isEmpty()) {
            throw new IllegalArgumentException("expected no input, found " + inputs.size());
        }
    }

    /** The one input of an operation that takes an image. */
    static TensorShape image(List<TensorShape> inputs) {
        TensorShape input = only(inputs);
        if (!input.isImage()) {
            throw new IllegalArgumentException("expected an input [channels, height, width], found " + input);
        }
        return input;
    }
}
