package io.lossatlas.graph.operation;

import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.Locale;

/**
 * An operation of arithmetic on two values, place by place, each repeated where numpy's rule of broadcasting repeats it.
 *
 * @param function which
 */
public record Arithmetic(ArithmeticFunction function) implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.size() != 2) {
            throw new IllegalArgumentException("expected two inputs, found " + inputs.size());
        }
        return Expand.common(inputs.get(0), inputs.get(1));
    }

    /** For each value of the result the index of the one of an input that it is computed from. */
    public int[] sources(int input, List<TensorShape> inputs) {
        return new Expand(output(inputs)).sources(inputs.get(input));
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.arithmetic(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int[] first = sources(0, arguments.shapes());
        int[] second = sources(1, arguments.shapes());
        double[][] z = new double[arguments.examples()][first.length];
        for (int n = 0; n < z.length; n++) {
            double[] x = arguments.inputs().get(0)[n];
            double[] y = arguments.inputs().get(1)[n];
            for (int i = 0; i < z[n].length; i++) {
                z[n][i] = function.value(x[first[i]], y[second[i]]);
            }
        }
        return z;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int[] first = sources(0, arguments.shapes());
        int[] second = sources(1, arguments.shapes());
        for (int n = 0; n < output.length; n++) {
            double[] x = arguments.inputs().get(0)[n];
            double[] y = arguments.inputs().get(1)[n];
            for (int i = 0; i < output[n].length; i++) {
                double left = x[first[i]];
                double right = y[second[i]];
                gradients.inputs().get(0)[n][first[i]] += output[n][i] * function.slopeByFirst(left, right);
                gradients.inputs().get(1)[n][second[i]] += output[n][i] * function.slopeBySecond(left, right);
            }
        }
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        int[] first = sources(0, at.shapes());
        int[] second = sources(1, at.shapes());
        double[][] tangent = new double[at.examples()][first.length];
        for (int n = 0; n < tangent.length; n++) {
            for (int i = 0; i < tangent[n].length; i++) {
                double left = at.inputs().get(0)[n][first[i]];
                double right = at.inputs().get(1)[n][second[i]];
                tangent[n][i] =
                        function.slopeByFirst(left, right) * tangents.inputs().get(0)[n][first[i]]
                                + function.slopeBySecond(left, right)
                                        * tangents.inputs().get(1)[n][second[i]];
            }
        }
        return tangent;
    }

    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
        int[] first = sources(0, at.shapes());
        int[] second = sources(1, at.shapes());
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                double x = at.inputs().get(0)[n][first[i]];
                double y = at.inputs().get(1)[n][second[i]];
                double dx = tangents.inputs().get(0)[n][first[i]];
                double dy = tangents.inputs().get(1)[n][second[i]];
                gradients.inputs().get(0)[n][first[i]] += output[n][i] * function.tangentByFirst(x, y, dx, dy);
                gradients.inputs().get(1)[n][second[i]] += output[n][i] * function.tangentBySecond(x, y, dx, dy);
            }
        }
    }

    @Override
    public String title() {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
