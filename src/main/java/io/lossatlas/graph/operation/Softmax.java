package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.stream.IntStream;

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
        for (int n = 0; n < y.length; n++) {
            for (int first : firsts(arguments.shape())) {
                soften(arguments.input()[n], y[n], line(first, arguments.shape()));
            }
        }
        return y;
    }

    /** Values from one place along the axis to the next. */
    private int stride(TensorShape shape) {
        return shape.product(axis + 1, shape.rank());
    }

    private static void soften(double[] x, double[] y, int... line) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int at : line) {
            largest = Math.max(largest, x[at]);
        }
        double sum = 0;
        for (int at : line) {
            y[at] = StrictMath.exp(x[at] - largest);
            sum += y[at];
        }
        for (int at : line) {
            y[at] /= sum;
        }
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        double[][] y = forward(arguments);
        for (int n = 0; n < y.length; n++) {
            for (int first : firsts(arguments.shape())) {
                double sum = product(output[n], y[n], first, arguments.shape());
                for (int at : line(first, arguments.shape())) {
                    gradients.input()[n][at] += y[n][at] * (output[n][at] - sum);
                }
            }
        }
    }

    /** The derivative is symmetric: along a direction it is what backward makes of it. */
    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        Gradients tangent = Gradients.zeros(at);
        backward(at, tangents.input(), tangent);
        return tangent.input();
    }

    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
        double[][] y = forward(at);
        double[][] dy = tangent(at, tangents);
        for (int n = 0; n < y.length; n++) {
            for (int first : firsts(at.shape())) {
                double sum = product(output[n], y[n], first, at.shape());
                double change = product(output[n], dy[n], first, at.shape());
                for (int k : line(first, at.shape())) {
                    gradients.input()[n][k] += dy[n][k] * (output[n][k] - sum) - y[n][k] * change;
                }
            }
        }
    }

    /** The first values of all lines along the axis. */
    private int[] firsts(TensorShape shape) {
        return IntStream.range(0, shape.size())
                .filter(i -> i / stride(shape) % shape.extent(axis) == 0)
                .toArray();
    }

    /** The values of a line along the axis. */
    private int[] line(int first, TensorShape shape) {
        return IntStream.range(0, shape.extent(axis))
                .map(k -> first + k * stride(shape))
                .toArray();
    }

    private double product(double[] one, double[] other, int first, TensorShape shape) {
        double sum = 0;
        for (int at : line(first, shape)) {
            sum += one[at] * other[at];
        }
        return sum;
    }
}
