package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.pass.StepBackward;
import io.lossatlas.engine.step.pass.Workspace;
import java.util.ArrayList;
import java.util.List;

/** A network over a batch backward, from the last step to the first. */
final class BatchBackward {
    private final BatchForward forward;
    private final List<StepBackward> steps = new ArrayList<>();
    private final List<Tensor> output;
    private final TiedGradients tied;

    BatchBackward(CompiledNetwork network, BatchForward forward, int groups, Workspace workspace) {
        this.forward = forward;
        this.tied = new TiedGradients(network);
        GradientSlots slots = new GradientSlots(network);
        List<List<Tensor>> gradients = slots.tensors(groups);
        this.output = gradients.get(network.output());
        for (int s = 0; s < network.steps().size(); s++) {
            steps.add(forward.steps().get(s).backward(slots.ofStep(s, gradients), workspace));
        }
    }

    /** Where the gradient of a group's logits goes, before {@link #begin}. */
    Tensor output(int group) {
        return output.get(group);
    }

    /** Starts a batch. */
    void clear(float[] parameters, float[] gradient) {
        tied.clear();
        steps.forEach(StepBackward::clear);
        steps.get(steps.size() - 1).settle(parameters, gradient);
    }

    /** Takes a group's gradient of the logits through the last step, with {@code images} of its lanes in use. */
    void begin(int group, int images) {
        int last = steps.size() - 1;
        steps.get(last).gate(group, images);
        steps.get(last).apply(group, images);
        propagate(last, group, images);
    }

    /**
     * Goes through all other steps, once every group has begun.
     *
     * @param images number of images in the batch
     * @param gradient receives the gradients of all parameters
     */
    void run(int images, float[] parameters, float[] gradient) {
        int groups = Groups.count(images);
        finish(steps.size() - 1, gradient);
        for (int s = steps.size() - 2; s >= 0; s--) {
            steps.get(s).settle(parameters, gradient);
            for (int g = 0; g < groups; g++) {
                int size = Groups.size(images, g);
                steps.get(s).apply(g, size);
                if (s > 0) {
                    forward.restore(s - 1, g);
                }
                propagate(s, g, size);
            }
            finish(s, gradient);
        }
    }

    private void finish(int s, float[] gradient) {
        steps.get(s).finish(gradient);
        tied.add(s, gradient);
    }

    /** Through a step whose inputs are as they were just now; the ReLU of the step before follows while it is in cache. */
    private void propagate(int s, int group, int images) {
        steps.get(s).propagate(group);
        if (s > 0) {
            steps.get(s - 1).gate(group, images);
        }
    }
}
