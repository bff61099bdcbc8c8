package io.lossatlas.config;

import java.io.Serializable;

/** How long training goes on. */
public sealed interface TrainLength extends Serializable {
    /** The number of updates, given the examples of an epoch and of a minibatch. A last smaller minibatch is dropped. */
    int steps(int examples, int batchSize);

    /**
     * A number of updates.
     *
     * @param count at least 0
     */
    record Steps(int count) implements TrainLength {
        @Override
        public int steps(int examples, int batchSize) {
            return count;
        }
    }

    /**
     * A number of passes over the training examples.
     *
     * @param count at least 1
     */
    record Epochs(int count) implements TrainLength {
        @Override
        public int steps(int examples, int batchSize) {
            return Math.multiplyExact(count, examples / batchSize);
        }
    }
}
