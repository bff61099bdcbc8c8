package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.io.Serializable;

/** Values of an example moved to other places, left out or repeated. What it does not take it refuses like an operation. */
public interface Arrangement extends Serializable {
    /** The source of a place that no value of the input goes to. */
    int NOWHERE = -1;

    /** The shape that it makes of another. */
    TensorShape output(TensorShape input);

    /** For each value of the result, in C order, the index of the one that goes there, or {@link #NOWHERE}. */
    int[] sources(TensorShape input);

    /** What stands where no value goes to. */
    default double filling() {
        return 0;
    }

    /** What errors call it. */
    default String title() {
        return getClass().getSimpleName();
    }
}
