package io.lossatlas.graph;

import java.util.List;

/**
 * The largest value that a window sees of its channel; padding counts as minus infinity. The gradient goes to the first of
 * equal ones, row after row. Padding is smaller than the kernel, so that each window sees a value.
 *
 * @param window what is seen at once
 */
public record MaxPool(Window window) implements Op {

    /** Checks the padding. */
    public MaxPool {
        window.requireValues();
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = Op.image(inputs);
        return window.output(image, image.channels());
    }
}
