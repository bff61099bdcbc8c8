package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * {@code y[o] = bias[o] + sum over i of w[o][i] * x[i]}. Parameters: the weight {@code [outputs, inputs]} and, where the
 * node has a second one, the bias {@code [outputs]}.
 *
 * @param outputs number of neurons
 */
public record Dense(int outputs) implements Op {

    /** Checks the number of neurons. */
    public Dense {
        if (outputs < 1) {
            throw new IllegalArgumentException("a dense layer of %d neurons".formatted(outputs));
        }
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        vector(inputs);
        return TensorShape.of(outputs);
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        return List.of(
                ParameterShape.of(Role.DENSE, outputs, vector(inputs).size()), ParameterShape.of(Role.BIAS, outputs));
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return Math.multiplyExact((long) outputs, vector(inputs).size());
    }

    private static TensorShape vector(List<TensorShape> inputs) {
        TensorShape input = Op.only(inputs);
        if (!input.isVector()) {
            throw new IllegalArgumentException("expected an input [n], found " + input);
        }
        return input;
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.dense(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int inputs = arguments.shape().size();
        double[] w = arguments.parameters().get(0); // [outputs, inputs]
        double[] bias = arguments.bias(outputs); // [outputs]
        double[][] result = new double[arguments.examples()][outputs];
        for (int n = 0; n < result.length; n++) {
            double[] x = arguments.input()[n]; // [inputs]
            for (int o = 0; o < outputs; o++) {
                double sum = bias[o];
                for (int i = 0; i < inputs; i++) {
                    sum += w[o * inputs + i] * x[i];
                }
                result[n][o] = sum;
            }
        }
        return result;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int inputs = arguments.shape().size();
        double[] w = arguments.parameters().get(0); // [outputs, inputs]
        double[] dw = gradients.parameters().get(0);
        for (int n = 0; n < output.length; n++) {
            double[] x = arguments.input()[n]; // [inputs]
            double[] dx = gradients.input()[n];
            for (int o = 0; o < outputs; o++) {
                double dy = output[n][o];
                gradients.addBias(o, dy);
                for (int i = 0; i < inputs; i++) {
                    dw[o * inputs + i] += dy * x[i];
                    dx[i] += dy * w[o * inputs + i];
                }
            }
        }
    }
}
