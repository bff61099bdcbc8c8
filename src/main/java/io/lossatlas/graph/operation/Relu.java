package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/** {@code y = max(x, 0)} of each value; its slope at 0 is 0. */
public record Relu() implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return Op.only(inputs);
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.relu(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] x = arguments.input(); // [example, size]
        double[][] y = new double[x.length][arguments.shape().size()];
        for (int n = 0; n < y.length; n++) {
            for (int i = 0; i < y[n].length; i++) {
                y[n][i] = Math.max(x[n][i], 0);
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                gradients.input()[n][i] += arguments.input()[n][i] > 0 ? output[n][i] : 0;
            }
        }
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        double[][] x = at.input(); // [example, size]
        double[][] tangent = new double[x.length][at.shape().size()];
        for (int n = 0; n < tangent.length; n++) {
            for (int i = 0; i < tangent[n].length; i++) {
                tangent[n][i] = x[n][i] > 0 ? tangents.input()[n][i] : 0;
            }
        }
        return tangent;
    }

    /** None: two lines that meet. */
    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {}
}
