package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.kernel.Affine;
import io.lossatlas.engine.kernel.Rows;
import io.lossatlas.engine.kernel.Tensor;
import java.util.List;

/**
 * Gradients as a step sees them, in the order of what it reads.
 *
 * @param made for each group that of what it made
 * @param deliveries how each operand's is delivered
 * @param read for each operand and group where its gradient is; empty where nobody wants it
 */
public record StepGradients(List<Tensor> made, List<Delivery> deliveries, List<List<Tensor>> read) {

    /** What a step finds of the gradient of a value that it read. */
    public enum Delivery {
        /** Nothing: it writes the first part. */
        FRESH,
        /** Parts from later steps: it adds its own. */
        BEGUN,
        /** Its own gradient of what it made lies there. */
        SHARED,
        /** The value is the images or a constant, whose gradient nobody wants. */
        UNWANTED
    }

    /** Whether anybody wants an operand's gradient. */
    public boolean wanted(int operand) {
        return deliveries.get(operand) != Delivery.UNWANTED;
    }

    /** Whether no later step has written an operand's gradient. */
    public boolean fresh(int operand) {
        return deliveries.get(operand) == Delivery.FRESH;
    }

    /** Whether what lies where an operand's gradient goes is no part of it: nothing, or the gradient of what was made. */
    public boolean overwrites(int operand) {
        return fresh(operand) || deliveries.get(operand) == Delivery.SHARED;
    }

    /** Where an operand's gradient is, as later steps left it. */
    public Tensor tensor(int operand, int group) {
        return read.get(operand).get(group);
    }

    /** Where an operand's gradient is added to: zero where no later step has written. */
    public Tensor sum(int operand, int group) {
        Tensor sum = tensor(operand, group);
        if (fresh(operand)) {
            Rows.clear(sum);
        }
        return sum;
    }

    /** Delivers the gradient of what was made as that of an operand. */
    public void handOn(int operand, int group) {
        switch (deliveries.get(operand)) {
            case FRESH -> copy(made.get(group), tensor(operand, group));
            case BEGUN -> add(made.get(group), tensor(operand, group));
            case SHARED, UNWANTED -> {}
        }
    }

    private static void copy(Tensor from, Tensor to) {
        for (int c = 0; c < to.shape().channels(); c++) {
            Affine.apply(from, c, 1, 0, Float.NEGATIVE_INFINITY, to);
        }
    }

    private static void add(Tensor more, Tensor sum) {
        for (int c = 0; c < sum.shape().channels(); c++) {
            Affine.applyAdding(more, sum, c, 1, 0, Float.NEGATIVE_INFINITY, sum);
        }
    }
}
