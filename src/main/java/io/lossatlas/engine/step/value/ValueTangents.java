package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Tensor;

/**
 * Tangents of an operation along a vector of parameters, for one thread and one group of 16 images at a time, like {@link ValueKernel}:
 * {@link #load}, then {@link #run} for each group; backward {@link #clear}, {@link #addGradients} for each group, then {@link #finish}.
 */
public interface ValueTangents {

    /**
     * Values and their tangents.
     *
     * @param from what the operation reads
     * @param along tangents of that, zeros of what no parameter moves
     * @param made what it made of it
     * @param madeAlong tangents of what it made
     */
    record Values(Tensor[] from, Tensor[] along, Tensor made, Tensor madeAlong) {}

    /**
     * Moves to a point.
     *
     * @param parameters of the point; kept until the next call
     * @param vector tangents of the parameters, likewise
     */
    default void load(float[] parameters, float[] vector) {}

    /** Computes the tangents of what was made. */
    void run(Values values);

    /** Starts the tangents of the gradients of a batch. */
    default void clear() {}

    /**
     * Adds to the tangents of the gradients of what it reads, and of parameters.
     *
     * @param dy gradient of what it made
     * @param dyAlong its tangents
     * @param images number of lanes that hold an image
     * @param dxAlong tangents of the gradients of what it reads; null where nobody wants one
     */
    void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong);

    /**
     * Ends a batch.
     *
     * @param gradient receives the tangents of the gradients of parameters
     */
    default void finish(float[] gradient) {}

    /** Those of an operation that only adds multiples of what it reads: the tangents are moved like the values. */
    static ValueTangents linear(ValueKernel kernel) {
        return new ValueTangents() {
            @Override
            public void run(Values values) {
                kernel.run(values.along(), values.madeAlong());
            }

            @Override
            public void addGradients(Values values, Tensor dy, Tensor dyAlong, int images, Tensor[] dxAlong) {
                kernel.addGradients(values.along(), values.madeAlong(), dyAlong, images, dxAlong);
            }
        };
    }
}
