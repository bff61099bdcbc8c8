package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/** Loss and right answers of a batch, and the gradient of its mean loss by the logits, group by group. */
final class LossGradient {
    private final int classes;
    private double loss;
    private int correct;

    LossGradient(int classes) {
        this.classes = classes;
    }

    /** Starts a batch. */
    void clear() {
        loss = 0;
        correct = 0;
    }

    /**
     * Adds a group.
     *
     * @param logits a vector
     * @param labels of the group's images
     * @param images number of lanes that hold an image
     * @param batch number of images of the whole batch, by whose mean loss gradients are taken
     * @param gradient receives the gradient of the logits, zero in lanes without an image
     */
    void add(Tensor logits, int[] labels, int images, int batch, Tensor gradient) {
        int first = logits.at(0, 0, 0);
        int into = gradient.at(0, 0, 0);
        Arrays.fill(gradient.data(), into, into + classes * Lanes.LOGICAL, 0);
        for (int lane = 0; lane < images; lane++) {
            int at = first + lane;
            loss += SoftmaxCrossEntropy.loss(logits.data(), at, Lanes.LOGICAL, classes, labels[lane]);
            correct += SoftmaxCrossEntropy.correct(logits.data(), at, Lanes.LOGICAL, classes, labels[lane]) ? 1 : 0;
            SoftmaxCrossEntropy.gradient(
                    logits.data(), at, Lanes.LOGICAL, classes, labels[lane], batch, gradient.data(), into + lane);
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
