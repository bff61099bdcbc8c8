package io.lossatlas.graph.operation;

import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;

/**
 * The largest value that a window sees of its channel; padding counts as minus infinity. The gradient goes to the first of
 * equal ones, row after row. Padding is smaller than the kernel, so that each window sees a value.
 *
 * @param window what is seen at once
 */
public record MaxPool(Window window) implements Op {
    private static final int NONE = -1;

    /** Checks the padding. */
    public MaxPool {
        window.requireValues();
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = Op.image(inputs);
        return window.output(image, image.channels());
    }

    @Override
    public <T> T accept(OpVisitor<T> visitor) {
        return visitor.maxPool(this);
    }

    @Override
    public double[][] forward(Arguments arguments) {
        return chosen(arguments, arguments);
    }

    @Override
    public double[][] tangent(Arguments at, Arguments tangents) {
        return chosen(at, tangents);
    }

    /** None: planes that meet. */
    @Override
    public void curvature(Arguments at, Arguments tangents, double[][] output, Gradients gradients) {}

    /** The values of some arguments at the places where those of others are largest. */
    private double[][] chosen(Arguments by, Arguments from) {
        double[][] y = new double[by.examples()][]; // [example, channels * height * width]
        for (int n = 0; n < y.length; n++) {
            double[] x = from.input()[n]; // [channels, height, width]
            y[n] = Arrays.stream(largest(by.shape(), by.input()[n]))
                    .mapToDouble(at -> x[at])
                    .toArray();
        }
        return y;
    }

    @Override
    public void backward(Arguments arguments, double[][] output, Gradients gradients) {
        for (int n = 0; n < output.length; n++) {
            int[] largest = largest(arguments.shape(), arguments.input()[n]);
            for (int i = 0; i < largest.length; i++) {
                gradients.input()[n][largest[i]] += output[n][i];
            }
        }
    }

    /** For each value of the result the index of the one in x that it is: the first of the largest, or of NaNs. */
    private int[] largest(TensorShape image, double[] x) {
        TensorShape made = window.output(image, image.channels());
        int[] largest = new int[made.size()];
        Arrays.fill(largest, NONE);
        for (int c = 0; c < image.channels(); c++) {
            int atX = c * image.pixels();
            int atY = c * made.pixels();
            window.forEach(image, (to, from, tap) -> {
                int before = largest[atY + to];
                if (before == NONE
                        || (Double.isNaN(x[atX + from]) && !Double.isNaN(x[before]))
                        || x[atX + from] > x[before]) {
                    largest[atY + to] = atX + from;
                }
            });
        }
        return largest;
    }
}
