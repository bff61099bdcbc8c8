package io.lossatlas.onnx;

import io.lossatlas.graph.shape.TensorShape;

/**
 * A value that a graph computes.
 *
 * @param value its name in the graph
 * @param shape of one example
 * @param place of the batch
 */
record Activation(String value, TensorShape shape, BatchPlace place) implements Value {

    /** The extents with the batch's among them. */
    long[] full(long batch) {
        return place.full(shape, batch);
    }

    /** Number of axes with the batch's among them. */
    int rank() {
        return full(1).length;
    }
}
