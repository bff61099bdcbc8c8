package io.lossatlas.bench;

import io.lossatlas.bench.subject.BenchCase;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.graph.Weights;

/**
 * The network that all contestants of a case are given.
 *
 * @param bench the network and the task
 * @param weights of the network
 */
public record Subject(BenchCase bench, Weights weights) {
    static final double LEARNING_RATE = 0.01;
    static final double MOMENTUM = 0.9;
    static final double WEIGHT_DECAY = 1e-4;

    /** What it is run on, over and over. */
    public LabelledImages images() {
        return bench.images();
    }

    /** How training runs at a batch size. */
    public TrainerSettings settings(int batchSize) {
        return new TrainerSettings(batchSize, MOMENTUM, WEIGHT_DECAY);
    }
}
