package io.lossatlas.bench;

import java.util.Optional;

/** Runs one network over images, in one thread. Not thread safe. */
public interface Contestant extends AutoCloseable {

    /** Gets up to speed, within about the given time but at least one batch; gives the seconds that a batch then takes. */
    double warmUp(double seconds);

    /**
     * The losses on which all contestants must agree, from the weights they were given; asked for once, after {@link
     * #warmUp}. In evaluation the mean loss of the subject's first images; in training the losses of the first two
     * updates, each with those images for its minibatch; of products that mean loss, and of its Hessian's product with the
     * subject's vector the length, and the product with the vector once more.
     */
    double[] losses();

    /** Works for at least this long, and at least one batch. */
    Burst run(double seconds);

    /** Seconds that it takes to set weights, measured before each {@link #run}; nothing where that is not what it does. */
    default Optional<Samples> loading() {
        return Optional.empty();
    }

    /** Images a second of the gradient alone, measured before each {@link #run}; nothing where no products are timed. */
    default Optional<Samples> gradients() {
        return Optional.empty();
    }

    @Override
    void close();
}
