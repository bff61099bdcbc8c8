package io.lossatlas.config;

import java.io.Serializable;

/** How long training goes on. */
public sealed interface TrainLength extends Serializable {
    /** A number of updates or epochs. */
    int count();

    /** Updates that one of them makes, given the examples of an epoch and of a minibatch. A last smaller one is dropped. */
    int unit(int examples, int batchSize);

    /** The number of updates, given the same. */
    default int steps(int examples, int batchSize) {
        return Math.multiplyExact(count(), unit(examples, batchSize));
    }

    /**
     * A number of updates.
     *
     * @param count at least 0
     */
    record Steps(int count) implements TrainLength {
        @Override
        public int unit(int examples, int batchSize) {
            return 1;
        }
    }

    /**
     * A number of passes over the training examples.
     *
     * @param count at least 1
     */
    record Epochs(int count) implements TrainLength {
        @Override
        public int unit(int examples, int batchSize) {
            return examples / batchSize;
        }
    }
}
