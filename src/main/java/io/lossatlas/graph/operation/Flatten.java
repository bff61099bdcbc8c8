package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.List;

/** The values of an example in C order as a vector: an image channel after channel, row after row. */
public record Flatten() implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(Op.only(inputs).size());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.flatten(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        return Arrays.stream(arguments.input()).map(double[]::clone).toArray(double[][]::new);
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            for (int i = 0; i < output[n].length; i++) {
                gradients.input()[n][i] += output[n][i];
            }
        }
    }
}
