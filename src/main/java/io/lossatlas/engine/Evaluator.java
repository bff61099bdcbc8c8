package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;

/**
 * Runs a network forward at one point of parameter space after another. Batch normalisation is in evaluation mode. The
 * loss of an example depends on the parameters and that example alone, never on the examples beside it, and is the engine's
 * {@link io.lossatlas.engine.loss.ExampleLoss}, in double from float outputs. Not thread safe.
 */
public interface Evaluator extends AutoCloseable {

    /**
     * Moves to a point. Running statistics are those in the vector.
     *
     * @param parameters {@code float[layout.size()]}; read, not kept
     */
    void load(float[] parameters);

    /**
     * Replaces the running statistics, until the next {@link #load}, by mean and biased variance of the given images as
     * one batch, layer after layer.
     */
    void recalibrate(LabelledImages calibration);

    /**
     * Evaluates the images {@code from <= image < to}.
     *
     * @param losses receives the loss of image {@code from + n} at {@code n}; NaN or infinite where it is
     * @param correct receives whether the largest logit, the first of equals, is the label's; false when a logit is NaN, and of
     *     images without labels
     * @throws IllegalArgumentException for images of another shape or another number of outputs than the network's
     */
    void evaluate(LabelledImages images, int from, int to, double[] losses, boolean[] correct);

    @Override
    void close();
}
