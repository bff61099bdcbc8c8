package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.TensorShape;
import java.io.Serializable;
import java.util.List;

/**
 * An operation on the values of an example. Each says in one place what shapes it takes and makes, which parameters it has,
 * what it costs and what it computes, forward and backward, and how both change along a direction. What it does not take it refuses by an {@link IllegalArgumentException} that says what was expected
 * and what was found; a graph adds the node's name.
 */
public sealed interface Op extends Serializable
        permits Op.Affine, Op.Bilinear, BatchNorm, Relu, MaxPool, Pointwise, Arithmetic, Softmax, LayerNorm {

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

    /**
     * The derivative of {@link #forward} along a direction.
     *
     * @param tangents the direction: of each input and parameter, in the place of its values
     * @return {@code double[example][size]}, like what forward makes
     */
    double[][] tangent(Arguments at, Arguments tangents);

    /**
     * Adds the derivative of {@link #backward} along a direction, the gradient by what was made held fast: the second derivatives of
     * {@code sum of output * forward(at)} times the tangents. With {@code backward} of the tangent of that gradient, which is
     * linear in it, this is the backward half of Pearlmutter, "Fast Exact Multiplication by the Hessian" (1994). Corners have none.
     *
     * @param output the loss' gradient by what forward made
     * @param gradients where the tangents of gradients are added
     */
    void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients);

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

    /** An operation whose values are sums of constant multiples of what it reads; one with values of its own overrides {@code tangent}. */
    sealed interface Affine extends Op
            permits Add,
                    AveragePool,
                    GlobalAveragePool,
                    Flatten,
                    Constant,
                    ParameterValue,
                    Rearrange,
                    Concat,
                    ReduceMean {

        @Override
        default double[][] tangent(Arguments at, Arguments tangents) {
            return forward(tangents);
        }

        @Override
        default void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {}
    }

    /** An operation that is linear in its first input, and linear in all else that it reads, but for a bias that is added. */
    sealed interface Bilinear extends Op permits Conv, Dense, MatMul {

        @Override
        default double[][] tangent(Arguments at, Arguments tangents) {
            double[][] sum = forward(at.withFirst(tangents).unbiased());
            double[][] byRest = forward(tangents.withFirst(at));
            for (int n = 0; n < sum.length; n++) {
                for (int i = 0; i < sum[n].length; i++) {
                    sum[n][i] += byRest[n][i];
                }
            }
            return sum;
        }

        /** The gradient by each factor is linear in the other; that by the bias knows neither. */
        @Override
        default void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
            backward(tangents.unbiased(), output, gradients.unbiased());
        }
    }
}
