package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The mean of what a window sees of its channel.
 *
 * @param window what is seen at once; its padding is smaller than the kernel, so that each window sees a value
 * @param divisor what the sum is divided by
 */
public record AveragePool(Window window, Divisor divisor) implements Op.Affine {

    /** What a window's sum is divided by. */
    public enum Divisor {
        /** The window's area: padding counts as zeros (ONNX: {@code count_include_pad = 1}). */
        AREA,
        /** The number of values in the window, padding left out ({@code count_include_pad = 0}). */
        VALUES
    }

    /** Checks the padding. */
    public AveragePool {
        window.requireValues();
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = Op.image(inputs);
        return window.output(image, image.channels());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.averagePool(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        TensorShape image = arguments.shape();
        TensorShape made = output(arguments.shapes());
        int[] divisors = divisors(image, made);
        double[][] result = new double[arguments.examples()][made.size()];
        for (int n = 0; n < result.length; n++) {
            double[] x = arguments.input()[n]; // [channels, height, width]
            double[] y = result[n]; // [channels, height, width]
            for (int c = 0; c < image.channels(); c++) {
                int atX = c * image.pixels();
                int atY = c * made.pixels();
                window.forEach(image, (to, from, tap) -> y[atY + to] += x[atX + from] / divisors[to]);
            }
        }
        return result;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        TensorShape image = arguments.shape();
        TensorShape made = output(arguments.shapes());
        int[] divisors = divisors(image, made);
        for (int n = 0; n < output.length; n++) {
            double[] dx = gradients.input()[n]; // [channels, height, width]
            double[] dy = output[n]; // [channels, height, width]
            for (int c = 0; c < image.channels(); c++) {
                int atX = c * image.pixels();
                int atY = c * made.pixels();
                window.forEach(image, (to, from, tap) -> dx[atX + from] += dy[atY + to] / divisors[to]);
            }
        }
    }

    /** What the sum at each place of a plane is divided by. */
    private int[] divisors(TensorShape image, TensorShape made) {
        int[] divisors = new int[made.pixels()];
        switch (divisor) {
            case AREA -> Arrays.fill(divisors, window.area());
            case VALUES -> window.forEach(image, (to, from, tap) -> divisors[to]++);
        }
        return divisors;
    }
}
