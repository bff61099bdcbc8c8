package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * {@code y[o] = bias[o] + sum over i of w[o][i] * x[i]} along the last axis of what it reads. Parameters: the weight
 * {@code [outputs, inputs]}, or {@code [inputs, outputs]}, and, where the node has a second one, the bias {@code [outputs]}.
 *
 * @param outputs number of neurons
 * @param inputsFirst whether the weight lies as {@code [inputs, outputs]}
 */
public record Dense(int outputs, boolean inputsFirst) implements Op.Bilinear {

    /** Checks the number of neurons. */
    public Dense {
        if (outputs < 1) {
            throw new IllegalArgumentException("a dense layer of %d neurons".formatted(outputs));
        }
    }

    /** A layer whose weight lies as {@code [outputs, inputs]}. */
    public Dense(int outputs) {
        this(outputs, false);
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape input = Op.only(inputs);
        return input.with(input.rank() - 1, outputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        int read = Op.only(inputs).last();
        ParameterShape weight = inputsFirst
                ? new ParameterShape(Role.DENSE, List.of(read, outputs), 1)
                : ParameterShape.of(Role.DENSE, outputs, read);
        return List.of(weight, ParameterShape.of(Role.BIAS, outputs));
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return Math.multiplyExact((long) outputs, Op.only(inputs).size());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.dense(this);
    }

    /** Where the weight from an input to a neuron lies. */
    private int at(int output, int input, int inputs) {
        return inputsFirst ? input * outputs + output : output * inputs + input;
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int inputs = arguments.shape().last();
        int places = arguments.shape().size() / inputs;
        double[] w = arguments.parameters().get(0); // [outputs, inputs] or [inputs, outputs]
        double[] bias = arguments.bias(outputs); // [outputs]
        double[][] result = new double[arguments.examples()][places * outputs];
        for (int n = 0; n < result.length; n++) {
            double[] x = arguments.input()[n]; // [places, inputs]
            for (int p = 0; p < places; p++) {
                for (int o = 0; o < outputs; o++) {
                    double sum = bias[o];
                    for (int i = 0; i < inputs; i++) {
                        sum += w[at(o, i, inputs)] * x[p * inputs + i];
                    }
                    result[n][p * outputs + o] = sum;
                }
            }
        }
        return result;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int inputs = arguments.shape().last();
        int places = arguments.shape().size() / inputs;
        double[] w = arguments.parameters().get(0); // [outputs, inputs] or [inputs, outputs]
        double[] dw = gradients.parameters().get(0);
        for (int n = 0; n < output.length; n++) {
            double[] x = arguments.input()[n]; // [places, inputs]
            double[] dx = gradients.input()[n];
            for (int p = 0; p < places; p++) {
                for (int o = 0; o < outputs; o++) {
                    double dy = output[n][p * outputs + o];
                    gradients.addBias(o, dy);
                    for (int i = 0; i < inputs; i++) {
                        dw[at(o, i, inputs)] += dy * x[p * inputs + i];
                        dx[p * inputs + i] += dy * w[at(o, i, inputs)];
                    }
                }
            }
        }
    }
}
