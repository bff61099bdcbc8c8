package io.lossatlas.engine.kernel;

import io.lossatlas.config.identity.GaussianStream;

/** Random tensors with clean borders. */
public final class TestTensors {
    private TestTensors() {}

    public static void fill(Tensor tensor, GaussianStream stream) {
        Shape shape = tensor.shape();
        for (int c = 0; c < shape.channels(); c++) {
            for (int y = 0; y < shape.height(); y++) {
                for (int x = 0; x < shape.width(); x++) {
                    for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                        tensor.data()[tensor.at(c, y, x) + lane] = (float) stream.nextGaussian();
                    }
                }
            }
        }
    }

    public static float[] values(int count, GaussianStream stream) {
        float[] values = new float[count];
        for (int n = 0; n < count; n++) {
            values[n] = (float) stream.nextGaussian();
        }
        return values;
    }
}
