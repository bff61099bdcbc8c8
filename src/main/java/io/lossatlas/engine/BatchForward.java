package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.norm.BatchStatistics;
import io.lossatlas.engine.step.pass.BatchTensors;
import io.lossatlas.engine.step.pass.StepForward;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.List;
import java.util.Optional;

/**
 * A network over a batch, normalised by the batch's own mean and biased variance. A group of 16 images is finished
 * (normalised, added to, rectified) just before the next step reads it, while it is in cache.
 */
final class BatchForward {
    private final List<StepForward> steps;
    private final boolean[] passing;
    private final List<Tensor> output;
    private final List<BatchStatistics> statistics;

    /** A pass with tensors of its own or shared ones. */
    BatchForward(CompiledNetwork network, BatchTensors tensors, Workspace workspace) {
        this.steps = network.steps().stream()
                .map(step -> step.forward(tensors, workspace))
                .toList();
        this.output = tensors.of(network.output());
        this.passing = new boolean[steps.size()];
        for (int s = 0; s < steps.size(); s++) {
            passing[s] = network.passing(network.steps().get(s).makes());
        }
        this.statistics = steps.stream()
                .map(StepForward::statistics)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * Runs all steps but the last, for which {@link #last} is ready then.
     *
     * @param images number of images in the batch
     * @param parameters with zeros from the end of the layout on
     */
    void run(int images, float[] parameters) {
        int groups = Groups.count(images);
        int last = steps.size() - 1;
        for (int s = 0; s < last; s++) {
            steps.get(s).begin(parameters);
            for (int g = 0; g < groups; g++) {
                run(s, g, Groups.size(images, g));
            }
            steps.get(s).close(parameters);
        }
        steps.get(last).begin(parameters);
    }

    /** Runs the last step for a group and returns the logits, a vector. */
    Tensor last(int group, int images) {
        run(steps.size() - 1, group, images);
        return output.get(group);
    }

    private void run(int s, int group, int images) {
        if (s > 0) {
            steps.get(s - 1).finish(group);
        }
        steps.get(s).run(group, images);
    }

    /** Makes a step's value for a group once more, in the same bits, where that is not kept. */
    void restore(int s, int group) {
        if (passing[s]) {
            steps.get(s).finish(group);
        }
    }

    /** The steps, in order. */
    List<StepForward> steps() {
        return steps;
    }

    /** What the normalisations of the last batch went by. */
    List<BatchStatistics> statistics() {
        return statistics;
    }
}
