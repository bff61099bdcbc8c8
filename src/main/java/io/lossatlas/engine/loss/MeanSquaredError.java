package io.lossatlas.engine.loss;

import io.lossatlas.data.LabelledImages;

/**
 * Mean squared error of one example, {@code (1 / k) sum_j (z_j - t_j)^2} over its outputs in their order, in double: the same
 * bits anywhere. Averaged over examples it is PyTorch's {@code MSELoss(reduction='mean')}. Targets {@code t} are the
 * example's numbers, or 1 at its label and 0 elsewhere. The outputs of an example stand {@code stride} apart.
 */
final class MeanSquaredError {
    private MeanSquaredError() {}

    /**
     * The loss.
     *
     * @param outputs where the example's outputs are
     * @param from index of its first
     * @param stride from one to the next
     * @return NaN when an output is, infinite when one is or a square overflows
     */
    static double loss(float[] outputs, int from, int stride, LabelledImages examples, int example) {
        int count = examples.outputs();
        double sum = 0;
        for (int j = 0; j < count; j++) {
            double difference = outputs[from + j * stride] - examples.target(example, j);
            sum += difference * difference;
        }
        return sum / count;
    }

    /**
     * Gradient of {@code loss / batch} by the outputs: {@code 2 (z_j - t_j) / (k batch)}.
     *
     * @param gradient receives it from {@code into} on, as far apart as the outputs are
     */
    static void gradient(
            float[] outputs,
            int from,
            int stride,
            LabelledImages examples,
            int example,
            int batch,
            float[] gradient,
            int into) {
        int count = examples.outputs();
        double scale = 2 / ((double) count * batch);
        for (int j = 0; j < count; j++) {
            gradient[into + j * stride] = (float) ((outputs[from + j * stride] - examples.target(example, j)) * scale);
        }
    }

    /**
     * The Hessian by the outputs times a vector, {@code (2 / k) v}.
     *
     * @param count of the outputs
     * @param vector as far apart as the outputs, from {@code along} on
     * @param product receives it from {@code into} on, as far apart
     */
    static void curvature(int stride, int count, float[] vector, int along, float[] product, int into) {
        for (int j = 0; j < count; j++) {
            product[into + j * stride] = (float) (2.0 / count * vector[along + j * stride]);
        }
    }
}
