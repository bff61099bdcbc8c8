package io.lossatlas.bench;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.graph.Weights;

/**
 * The network and images that all contestants of a case are given.
 *
 * @param bench the network and the task
 * @param weights of the network
 * @param images to run it on, over and over
 */
public record Subject(BenchCase bench, Weights weights, LabelledImages images) {
    /** How many of the first images the contestants' losses are compared on. */
    static final int COMPARED = 64;

    static final double LEARNING_RATE = 0.01;
    static final double MOMENTUM = 0.9;
    static final double WEIGHT_DECAY = 1e-4;

    /** How training runs at a batch size. */
    public TrainerSettings settings(int batchSize) {
        return new TrainerSettings(batchSize, MOMENTUM, WEIGHT_DECAY);
    }
}
