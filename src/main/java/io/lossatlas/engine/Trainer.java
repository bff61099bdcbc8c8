package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;

/**
 * Trains a network by stochastic gradient descent with Nesterov momentum in DL4J's form
 * ({@code v' = mu v - lr g; w += -mu v + (1 + mu) v'}), where {@code g} is the gradient of the batch-mean loss
 * plus {@code weightDecay * w} on convolution and dense weights. Batch normalisation uses the batch's statistics and
 * moves its running ones: {@code running' = 0.9 running + 0.1 batch}. Not thread safe.
 */
public interface Trainer extends AutoCloseable {

    /**
     * One update.
     *
     * @param images where the examples are
     * @param minibatch indices of the examples
     * @param learningRate of this step
     * @return loss and number of right answers of the minibatch before the update, in training mode
     */
    StepResult step(LabelledImages images, int[] minibatch, double learningRate);

    /**
     * Gradient norms of the last {@link #step}: of the batch-mean loss without weight decay, before the update.
     *
     * @return Frobenius norms, one for each of {@code layout.weights()}, in that order
     */
    double[] gradientNorms();

    /** Weights and momentum as they are now, copied. */
    TrainerState state();

    @Override
    void close();

    /**
     * The minibatch of a step, seen before the update.
     *
     * @param loss mean loss, without weight decay
     * @param correct examples whose largest logit was their label's; 0 of examples without labels
     */
    record StepResult(double loss, int correct) {}
}
