package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/** The mean of each plane: {@code [channels]} of {@code [channels, height, width]}. */
public record GlobalAveragePool() implements Op.Affine {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(Op.image(inputs).channels());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.globalAveragePool(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        int pixels = arguments.shape().pixels();
        double[][] x = arguments.input(); // [example, channels * height * width]
        double[][] y = new double[x.length][arguments.shape().channels()];
        for (int n = 0; n < y.length; n++) {
            for (int i = 0; i < x[n].length; i++) {
                y[n][i / pixels] += x[n][i] / pixels;
            }
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        int pixels = arguments.shape().pixels();
        for (int n = 0; n < output.length; n++) {
            double[] dx = gradients.input()[n]; // [channels, height, width]
            for (int i = 0; i < dx.length; i++) {
                dx[i] += output[n][i / pixels] / pixels;
            }
        }
    }
}
