package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/** The sum of two values of one shape. */
public record Add() implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
            throw new IllegalArgumentException("expected two inputs of one shape, found " + inputs);
        }
        return inputs.get(0);
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.add(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] one = arguments.inputs().get(0); // [example, size]
        double[][] other = arguments.inputs().get(1); // [example, size]
        double[][] y = new double[one.length][arguments.shape().size()];
        for (int n = 0; n < y.length; n++) {
            for (int i = 0; i < y[n].length; i++) {
                y[n][i] = one[n][i] + other[n][i];
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        for (double[][] input : gradients.inputs()) {
            for (int n = 0; n < output.length; n++) {
                for (int i = 0; i < output[n].length; i++) {
                    input[n][i] += output[n][i];
                }
            }
        }
    }
}
