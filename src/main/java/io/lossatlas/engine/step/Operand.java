package io.lossatlas.engine.step;

import java.io.Serializable;

/**
 * A value that a step reads.
 *
 * @param value its number
 * @param reading how it is read
 */
public record Operand(int value, Reading reading) implements Serializable {

    /** How a step reads a value, which says in which tensors its result and its gradient may lie. */
    public enum Reading {
        /** While the result is written, which lies elsewhere. */
        WHOLE,
        /** Like {@link #WHOLE}; over a batch again once gradients have gone through all groups. */
        AGAIN,
        /** Each element just before that of the result is written; its gradient is what becomes of the result's. */
        ELEMENTWISE,
        /** Like {@link #ELEMENTWISE}; over a batch only once all groups have been seen. */
        NORMALISED,
        /** Like {@link #ELEMENTWISE}; over a batch only after something else has been written where the result will lie. */
        ADDED;

        /** Whether a result at one point may lie in the tensor of the value. */
        public boolean inPlace() {
            return this != WHOLE && this != AGAIN;
        }

        /** Whether a result over a batch may lie in the tensor of the value. */
        public boolean inPlaceInBatch() {
            return this == ELEMENTWISE || this == NORMALISED;
        }

        /** Whether a batch's group is read after the step has gone through the other groups. */
        public boolean late() {
            return this == NORMALISED || this == ADDED || this == AGAIN;
        }

        /** Whether the gradient of the result, once the step has gone through it, is the value's. */
        public boolean handsOn() {
            return this != WHOLE && this != AGAIN;
        }
    }

    static Operand whole(int value) {
        return new Operand(value, Reading.WHOLE);
    }

    static Operand elementwise(int value) {
        return new Operand(value, Reading.ELEMENTWISE);
    }
}
