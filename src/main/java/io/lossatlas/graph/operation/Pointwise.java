package io.lossatlas.graph.operation;

import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.Locale;

/**
 * A function of each value by itself.
 *
 * @param function which
 * @param first its constant a, where it has one
 * @param second its constant b, where it has one
 */
public record Pointwise(PointwiseFunction function, double first, double second) implements Op {

    /** A function without constants. */
    public Pointwise(PointwiseFunction function) {
        this(function, 0, 0);
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return Op.only(inputs);
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.pointwise(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] x = arguments.input(); // [example, size]
        double[][] y = new double[x.length][arguments.shape().size()];
        for (int n = 0; n < y.length; n++) {
            for (int i = 0; i < y[n].length; i++) {
                y[n][i] = function.value(x[n][i], first, second);
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                gradients.input()[n][i] +=
                        output[n][i] * function.slope(arguments.input()[n][i], first, second);
            }
        }
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        double[][] x = at.input(); // [example, size]
        double[][] tangent = new double[x.length][at.shape().size()];
        for (int n = 0; n < tangent.length; n++) {
            for (int i = 0; i < tangent[n].length; i++) {
                tangent[n][i] = function.slope(x[n][i], first, second) * tangents.input()[n][i];
            }
        }
        return tangent;
    }

    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                double curvature = function.curvature(at.input()[n][i], first, second);
                gradients.input()[n][i] += output[n][i] * curvature * tangents.input()[n][i];
            }
        }
    }

    @Override
    public String title() {
        return function.name().toLowerCase(Locale.ROOT);
    }
}
