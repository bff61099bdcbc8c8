package io.lossatlas.engine.loss;

import io.lossatlas.config.LossKind;
import io.lossatlas.data.LabelledImages;
import java.io.Serializable;

/**
 * The loss of single examples from a network's outputs, as many as {@link LabelledImages#outputs()}. Outputs of an example
 * stand {@code stride} apart, since engines lay out batches differently.
 *
 * @param kind which
 */
public record ExampleLoss(LossKind kind) implements Serializable {

    /**
     * The loss of an example.
     *
     * @param outputs where the example's outputs are
     * @param from index of its first
     * @param stride from one to the next
     * @param examples where its label or numbers are, at {@code example}
     * @return NaN or infinite where it is
     * @throws IllegalStateException for the cross-entropy of examples without labels
     */
    public double loss(float[] outputs, int from, int stride, LabelledImages examples, int example) {
        return switch (kind) {
            case CROSS_ENTROPY ->
                SoftmaxCrossEntropy.loss(outputs, from, stride, examples.classes(), examples.label(example));
            case MSE -> MeanSquaredError.loss(outputs, from, stride, examples, example);
        };
    }

    /**
     * Whether the largest output, the first of equals, is the label's; false when one is NaN, and of an example without a
     * label.
     */
    public boolean correct(float[] outputs, int from, int stride, LabelledImages examples, int example) {
        return examples.hasLabels()
                && SoftmaxCrossEntropy.correct(outputs, from, stride, examples.classes(), examples.label(example));
    }

    /**
     * Gradient of {@code loss / batch} by the outputs.
     *
     * @param gradient receives it from {@code into} on, as far apart as the outputs are
     */
    public void gradient(
            float[] outputs,
            int from,
            int stride,
            LabelledImages examples,
            int example,
            int batch,
            float[] gradient,
            int into) {
        switch (kind) {
            case CROSS_ENTROPY ->
                SoftmaxCrossEntropy.gradient(
                        outputs, from, stride, examples.classes(), examples.label(example), batch, gradient, into);
            case MSE -> MeanSquaredError.gradient(outputs, from, stride, examples, example, batch, gradient, into);
        }
    }
}
