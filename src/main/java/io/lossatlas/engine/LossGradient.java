package io.lossatlas.engine;

import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.loss.ExampleLoss;
import java.util.Arrays;

/** Loss and right answers of a batch, and the gradient of its mean loss by the outputs, group by group. */
final class LossGradient {
    private final ExampleLoss each;
    private final int outputs;
    private double loss;
    private int correct;

    LossGradient(ExampleLoss each, int outputs) {
        this.each = each;
        this.outputs = outputs;
    }

    /** Starts a batch. */
    void clear() {
        loss = 0;
        correct = 0;
    }

    /**
     * Adds a group.
     *
     * @param found a vector: the outputs
     * @param images where the targets are
     * @param batch the images of the whole batch, by whose mean loss gradients are taken
     * @param first place in the batch of the group's first image
     * @param count number of lanes that hold an image
     * @param gradient receives the gradient of the outputs, zero in lanes without an image
     */
    void add(Tensor found, LabelledImages images, int[] batch, int first, int count, Tensor gradient) {
        int from = found.at(0, 0, 0);
        int into = gradient.at(0, 0, 0);
        Arrays.fill(gradient.data(), into, into + outputs * Lanes.LOGICAL, 0);
        for (int lane = 0; lane < count; lane++) {
            int at = from + lane;
            int image = batch[first + lane];
            loss += each.loss(found.data(), at, Lanes.LOGICAL, images, image);
            correct += each.correct(found.data(), at, Lanes.LOGICAL, images, image) ? 1 : 0;
            each.gradient(found.data(), at, Lanes.LOGICAL, images, image, batch.length, gradient.data(), into + lane);
        }
    }

    /** Sum of the losses of the batch so far, in the order of its examples. */
    double loss() {
        return loss;
    }

    /** Right answers in the batch so far. */
    int correct() {
        return correct;
    }
}
