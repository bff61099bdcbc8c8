package io.lossatlas.train;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import java.util.Arrays;

/**
 * Which examples each minibatch holds: every epoch is a permutation of its own (Fisher and Yates), drawn from the seed and
 * the epoch's number, so that training can go on from any step. A last smaller minibatch is left out. Not thread safe.
 */
final class ExampleOrder {
    private final long seed;
    private final int[] permutation;
    private final int batchSize;
    private final int batches;
    private int epoch = -1;

    /**
     * An order.
     *
     * @param examples of an epoch, at least {@code batchSize}
     */
    ExampleOrder(long seed, int examples, int batchSize) {
        if (batchSize < 1 || batchSize > examples) {
            throw new IllegalArgumentException("no minibatches of %d in %d examples".formatted(batchSize, examples));
        }
        this.seed = seed;
        this.permutation = new int[examples];
        this.batchSize = batchSize;
        this.batches = examples / batchSize;
    }

    /** Indices of the examples of a step, counted from 0. */
    int[] minibatch(int step) {
        if (step / batches != epoch) {
            epoch = step / batches;
            shuffle();
        }
        int from = step % batches * batchSize;
        return Arrays.copyOfRange(permutation, from, from + batchSize);
    }

    /** Passes over the examples before a step. */
    double epoch(int step) {
        return (double) step / batches;
    }

    private void shuffle() {
        GaussianStream stream = Seeds.stream(seed, "examples", Integer.toString(epoch));
        Arrays.setAll(permutation, n -> n);
        for (int last = permutation.length - 1; last > 0; last--) {
            int other = stream.nextInt(last + 1);
            int swapped = permutation[last];
            permutation[last] = permutation[other];
            permutation[other] = swapped;
        }
    }
}
