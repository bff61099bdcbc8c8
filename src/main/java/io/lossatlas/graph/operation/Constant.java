package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.List;

/**
 * A value that is the same for each example and that nothing trains.
 *
 * @param shape of the value
 * @param values in C order; whoever makes the operation hands the array over
 */
public record Constant(TensorShape shape, double[] values) implements Op.Affine {

    /** Checks the number of values. */
    public Constant {
        if (values.length != shape.size()) {
            throw new IllegalArgumentException("%d values for a constant of %s".formatted(values.length, shape));
        }
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        Op.none(inputs);
        return shape;
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.constant(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] y = new double[arguments.examples()][];
        Arrays.setAll(y, n -> values.clone());
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {}

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        return new double[at.examples()][values.length];
    }
}
