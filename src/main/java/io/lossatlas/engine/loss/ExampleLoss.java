package io.lossatlas.engine.loss;

import io.lossatlas.data.LabelledImages;

/**
 * The loss of single examples from a network's outputs, as many as {@link LabelledImages#outputs()}. Outputs of an example
 * stand {@code stride} apart, since engines lay out batches differently.
 */
public enum ExampleLoss {
    /** {@link SoftmaxCrossEntropy}, of labels. */
    CROSS_ENTROPY,
    /** {@link MeanSquaredError}. */
    MEAN_SQUARED_ERROR;

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
        return switch (this) {
            case CROSS_ENTROPY ->
                SoftmaxCrossEntropy.loss(outputs, from, stride, examples.classes(), examples.label(example));
            case MEAN_SQUARED_ERROR -> MeanSquaredError.loss(outputs, from, stride, examples, example);
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
        switch (this) {
            case CROSS_ENTROPY ->
                SoftmaxCrossEntropy.gradient(
                        outputs, from, stride, examples.classes(), examples.label(example), batch, gradient, into);
            case MEAN_SQUARED_ERROR ->
                MeanSquaredError.gradient(outputs, from, stride, examples, example, batch, gradient, into);
        }
    }

    /**
     * The product of the loss's Hessian by the outputs with a vector.
     *
     * @param tangents holds the vector where {@code outputs} holds the outputs, as far apart, from {@code along} on
     * @param product receives it from {@code into} on, as far apart
     */
    public void curvature(
            float[] outputs,
            int from,
            int stride,
            LabelledImages examples,
            float[] tangents,
            int along,
            float[] product,
            int into) {
        switch (this) {
            case CROSS_ENTROPY ->
                SoftmaxCrossEntropy.curvature(
                        outputs, from, stride, examples.classes(), tangents, along, product, into);
            case MEAN_SQUARED_ERROR ->
                MeanSquaredError.curvature(stride, examples.outputs(), tangents, along, product, into);
        }
    }
}
