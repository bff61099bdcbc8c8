package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * {@code y = exp(x) / sum of exp(x)} along an axis.
 *
 * @param axis along which
 */
public record Softmax(int axis) implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape input = Op.only(inputs);
        input.requireAxis(axis);
        return input;
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.softmax(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] y = new double[arguments.examples()][arguments.shape().size()];
        int extent = arguments.shape().extent(axis);
        int stride = stride(arguments.shape());
        for (int n = 0; n < y.length; n++) {
            double[] x = arguments.input()[n];
            for (int i = 0; i < x.length; i++) {
                if (i / stride % extent == 0) {
                    line(x, y[n], i, stride, extent);
                }
            }
        }
        return y;
    }

    /** Values from one place along the axis to the next. */
    private int stride(TensorShape shape) {
        return shape.product(axis + 1, shape.rank());
    }

    private static void line(double[] x, double[] y, int first, int stride, int extent) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int k = 0; k < extent; k++) {
            largest = Math.max(largest, x[first + k * stride]);
        }
        double sum = 0;
        for (int k = 0; k < extent; k++) {
            y[first + k * stride] = StrictMath.exp(x[first + k * stride] - largest);
            sum += y[first + k * stride];
        }
        for (int k = 0; k < extent; k++) {
            y[first + k * stride] /= sum;
        }
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        double[][] y = forward(arguments);
        int extent = arguments.shape().extent(axis);
        int stride = stride(arguments.shape());
        for (int n = 0; n < y.length; n++) {
            for (int first = 0; first < y[n].length; first++) {
                if (first / stride % extent == 0) {
                    double sum = 0; // of dy y along the axis
                    for (int at = first; at < first + extent * stride; at += stride) {
                        sum += output[n][at] * y[n][at];
                    }
                    for (int at = first; at < first + extent * stride; at += stride) {
                        gradients.input()[n][at] += y[n][at] * (output[n][at] - sum);
                    }
                }
            }
        }
    }
}
