package io.lossatlas.engine;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Planes;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/** Loss of a batch and backward through softmax, dense layer and pooling, group by group. Belongs to one thread. */
final class HeadGradient {
    private final Program.Head head;
    private final DenseHead forward;
    private final float[] dLogits;
    private final float[] dPooled = new float[Lanes.LOGICAL];
    private final float[] products = new float[Lanes.LOGICAL];
    private final double[] lanes = new double[Lanes.LOGICAL];
    private final double[] sums;
    private double loss;
    private int correct;

    HeadGradient(Program.Head head) {
        this.head = head;
        this.forward = new DenseHead(head);
        this.dLogits = new float[head.classes() * Lanes.LOGICAL];
        this.sums = new double[head.classes() * (head.channels() + 1)];
    }

    /** Starts a batch. */
    void clear() {
        Arrays.fill(sums, 0);
        loss = 0;
        correct = 0;
    }

    /**
     * Adds a group.
     *
     * @param made the trunk's value
     * @param labels of the group's images
     * @param images number of lanes that hold an image
     * @param batch number of images of the whole batch, by whose mean loss gradients are taken
     * @param gradient receives the gradient of {@code made}
     */
    void add(Tensor made, float[] parameters, int[] labels, int images, int batch, Tensor gradient) {
        float[] logits = forward.logits(made, parameters);
        Arrays.fill(dLogits, 0);
        for (int lane = 0; lane < images; lane++) {
            loss += SoftmaxCrossEntropy.loss(logits, lane, Lanes.LOGICAL, head.classes(), labels[lane]);
            correct += SoftmaxCrossEntropy.correct(logits, lane, Lanes.LOGICAL, head.classes(), labels[lane]) ? 1 : 0;
            SoftmaxCrossEntropy.gradient(logits, lane, Lanes.LOGICAL, head.classes(), labels[lane], batch, dLogits);
        }
        addWeights();
        float share = 1f / made.shape().pixels();
        for (int c = 0; c < head.channels(); c++) {
            Arrays.fill(dPooled, 0);
            for (int k = 0; k < head.classes(); k++) {
                float weight = parameters[head.weights() + k * head.channels() + c] * share;
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    dPooled[lane] = Math.fma(dLogits[k * Lanes.LOGICAL + lane], weight, dPooled[lane]);
                }
            }
            Planes.fill(gradient, c, dPooled, 0);
        }
    }

    /** Writes the batch's gradients of weights and biases. */
    void finish(float[] gradient) {
        int weights = head.classes() * head.channels();
        for (int n = 0; n < weights; n++) {
            gradient[head.weights() + n] = (float) sums[n];
        }
        for (int k = 0; k < head.classes(); k++) {
            gradient[head.bias() + k] = (float) sums[weights + k];
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

    private void addWeights() {
        float[] pooled = forward.pooled();
        int n = 0;
        for (int k = 0; k < head.classes(); k++) {
            for (int c = 0; c < head.channels(); c++) {
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    products[lane] = dLogits[k * Lanes.LOGICAL + lane] * pooled[c * Lanes.LOGICAL + lane];
                }
                sums[n++] += LaneTree.sum(products, Lanes.LOGICAL, lanes);
            }
        }
        for (int k = 0; k < head.classes(); k++) {
            System.arraycopy(dLogits, k * Lanes.LOGICAL, products, 0, Lanes.LOGICAL);
            sums[n++] += LaneTree.sum(products, Lanes.LOGICAL, lanes);
        }
    }
}
