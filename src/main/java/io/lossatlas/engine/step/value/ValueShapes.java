package io.lossatlas.engine.step.value;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.graph.shape.TensorShape;

/** The tensors of values. */
public final class ValueShapes {
    private ValueShapes() {}

    /**
     * The tensor of a value: its last two axes are rows and columns, all before them channels. A vector is one row, so that values in
     * C order are pixels, channel after channel and row after row.
     */
    public static Shape of(TensorShape shape) {
        int rank = shape.rank();
        return rank == 1
                ? new Shape(1, 1, shape.size())
                : new Shape(shape.product(0, rank - 2), shape.extent(rank - 2), shape.last());
    }
}
