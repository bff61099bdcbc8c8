package io.lossatlas.train;

import io.lossatlas.config.TrainConfig;
import io.lossatlas.engine.Engine;
import io.lossatlas.engine.TrainerSettings;
import io.lossatlas.model.Variant;
import java.io.Serializable;

/**
 * One variant to be trained, as it is sent to executors.
 *
 * @param variant the network
 * @param engine what trains it
 * @param config how
 * @param steps updates in all
 */
record VariantWork(Variant variant, Engine engine, TrainConfig config, int steps) implements Serializable {
    TrainerSettings settings() {
        return new TrainerSettings(config.batchSize(), config.momentum(), config.weightDecay());
    }

    /**
     * The rate of each step.
     *
     * @param examples of an epoch
     */
    LearningRate learningRate(int examples) {
        return new LearningRate(
                variant.learningRate(),
                config.schedule(),
                config.milestoneSteps(examples),
                config.warmupSteps(),
                steps);
    }

    Augmentation augmentation() {
        return new Augmentation(config.augment(), variant.seed());
    }

    /** Whether the fixed slices are evaluated before update {@code step}, or at the end. */
    boolean evaluates(int step) {
        int period = config.evalEvery();
        return step == 0 || step == steps || (period > 0 && step % period == 0);
    }

    /** Whether the weights before update {@code step}, or those at the end, are kept. */
    boolean keepsWeights(int step) {
        return config.keepsWeights(step, steps);
    }
}
