package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.List;

/**
 * A parameter as a value, the same for each example: a class token, a table of positions, the scale of a layer. Its one
 * parameter has the value's shape.
 *
 * @param shape of the value
 * @param role of the parameter
 */
public record ParameterValue(TensorShape shape, Role role) implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        Op.none(inputs);
        return shape;
    }

    @Override
    public List<ParameterShape> parameters(List<TensorShape> inputs) {
        return List.of(new ParameterShape(role, shape.extents()));
    }

    @Override
    public int required() {
        return 1;
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.parameterValue(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        double[][] y = new double[arguments.examples()][];
        Arrays.setAll(y, n -> arguments.parameters().get(0).clone());
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        double[] gradient = gradients.parameters().get(0);
        for (double[] example : output) {
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] += example[i];
            }
        }
    }
}
