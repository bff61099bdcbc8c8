package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;

/**
 * An operation for one thread, on one group of 16 images at a time: {@link #load}, then {@link #run} for each group; backward
 * {@link #clear}, {@link #addGradients} for each group, then {@link #finish}.
 */
public interface ValueKernel {

    /**
     * Moves to a point.
     *
     * @param parameters of the point; kept until the next call
     */
    default void load(float[] parameters) {}

    /** Computes a value from those that it reads. */
    void run(Tensor[] from, Tensor to);

    /** Starts the gradients of a batch. */
    default void clear() {}

    /**
     * Adds to the gradients of what it reads, and of parameters.
     *
     * @param made what it made of {@code from}
     * @param dy gradient of what it made
     * @param images number of lanes that hold an image
     * @param dx gradients of what it reads; null where nobody wants one
     */
    void addGradients(Tensor[] from, Tensor made, Tensor dy, int images, Tensor[] dx);

    /**
     * Ends the gradients of a batch.
     *
     * @param gradient receives those of parameters
     */
    default void finish(float[] gradient) {}
}
