package io.lossatlas.onnx;

import java.util.List;

/** A sequence of values, as {@code SplitToSequence} makes and {@code SequenceAt} takes apart. */
record Parts(List<Value> values) implements Value {

    /** Copies the list. */
    Parts {
        values = List.copyOf(values);
    }
}
