package io.lossatlas.config;

import java.io.Serializable;
import java.util.List;

/**
 * How each variant is trained.
 *
 * @param engine what computes the gradients
 * @param mode one task a variant, or one variant over all executors
 * @param length how long, in steps or epochs
 * @param batchSize examples a minibatch
 * @param momentum Nesterov momentum, in [0, 1)
 * @param weightDecay L2 coefficient on convolution and dense weights
 * @param schedule the learning rate after the warm-up
 * @param milestones where the rate is divided by ten, ascending, in the unit of {@code length}
 * @param warmupSteps steps over which the learning rate rises linearly to its peak
 * @param augment what is done to the images of a minibatch
 * @param checkpointEvery steps between two rows of weights; 0 for none between the first and the last step
 * @param probeSteps the steps whose gradients are recorded
 * @param evalEvery steps between two evaluations of the fixed slices; 0 for the first and the last step alone
 * @param evalExamples examples of each fixed slice
 */
public record TrainConfig(
        EngineKind engine,
        TrainMode mode,
        TrainLength length,
        int batchSize,
        double momentum,
        double weightDecay,
        Schedule schedule,
        List<Integer> milestones,
        int warmupSteps,
        Augment augment,
        int checkpointEvery,
        ProbeSteps probeSteps,
        int evalEvery,
        int evalExamples)
        implements Serializable {

    /** Copies the list. */
    public TrainConfig {
        milestones = List.copyOf(milestones);
    }

    /**
     * The updates before which the rate is divided by ten.
     *
     * @param examples of an epoch
     */
    public List<Long> milestoneSteps(int examples) {
        long unit = length.unit(examples, batchSize);
        return milestones.stream().map(milestone -> milestone * unit).toList();
    }

    /** Whether the weights before update {@code step} are kept, of a training of {@code steps} updates. */
    public boolean keepsWeights(int step, int steps) {
        return step == 0 || step == steps || (checkpointEvery > 0 && step < steps && step % checkpointEvery == 0);
    }
}
