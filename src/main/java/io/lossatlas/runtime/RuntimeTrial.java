package io.lossatlas.runtime;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.engine.Evaluator;
import io.lossatlas.onnx.open.OpenModel;

/**
 * A model that has computed a batch of images of 0, which tells whether ONNX Runtime knows its operations, and what they cost.
 *
 * @param seconds of an image
 */
public record RuntimeTrial(double seconds) {
    /** Operations a second of a core, measured on a residual network of 81 MFLOP an image. */
    public static final double NOMINAL_SPEED = 70e9;

    private static final int REPETITIONS = 3;

    /**
     * Computes a few batches in this JVM.
     *
     * @param weights {@code float[layout.size()]}
     * @param classes number of the logits
     * @throws IllegalArgumentException in one line where ONNX Runtime does not compute the model, or makes other values than logits
     */
    public static RuntimeTrial run(OpenModel model, float[] weights, ImageShape shape, int classes) {
        int batch = model.batch();
        float[] inputs = new float[Math.multiplyExact(batch, shape.size())];
        LabelledImages images = LabelledImages.ofFloats(inputs, new int[batch], shape, classes);
        double least = Double.POSITIVE_INFINITY;
        try (Evaluator evaluator = new RuntimeEngine(model, classes).evaluator()) {
            evaluator.load(weights);
            for (int n = 0; n < REPETITIONS; n++) {
                long start = System.nanoTime();
                evaluator.evaluate(images, 0, batch, new double[batch], new boolean[batch]);
                least = Math.min(least, (System.nanoTime() - start) / 1e9);
            }
        }
        return new RuntimeTrial(least / batch);
    }

    /**
     * Floating-point operations of an image, estimated from its time at the nominal speed.
     *
     * @param parameters of the network, each of which is multiplied and added once at least
     */
    public long operations(int parameters) {
        return Math.max(2L * parameters, Math.round(seconds * NOMINAL_SPEED));
    }
}
