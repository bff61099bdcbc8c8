package io.lossatlas.graph;

import java.util.List;

/**
 * The mean of what a window sees of its channel.
 *
 * @param window what is seen at once; its padding is smaller than the kernel, so that each window sees a value
 * @param divisor what the sum is divided by
 */
public record AveragePool(Window window, Divisor divisor) implements Op {

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
}
