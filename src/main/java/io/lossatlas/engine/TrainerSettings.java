package io.lossatlas.engine;

import java.io.Serializable;

/**
 * What stays the same over all steps of a training.
 *
 * @param batchSize examples of every minibatch
 * @param momentum Nesterov momentum, in [0, 1)
 * @param weightDecay L2 coefficient on convolution and dense weights
 */
public record TrainerSettings(int batchSize, double momentum, double weightDecay) implements Serializable {}
