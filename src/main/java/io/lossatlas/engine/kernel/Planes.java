package io.lossatlas.engine.kernel;

/** Planes of one value an image. */
public final class Planes {
    private Planes() {}

    /**
     * Sets every pixel of a channel to its image's value.
     *
     * @param values holds {@code float[16]} from {@code first} on
     */
    public static void fill(Tensor tensor, int channel, float[] values, int first) {
        Shape shape = tensor.shape();
        for (int y = 0; y < shape.height(); y++) {
            int at = tensor.at(channel, y, 0);
            for (int x = 0; x < shape.width(); x++) {
                System.arraycopy(values, first, tensor.data(), at + x * Lanes.LOGICAL, Lanes.LOGICAL);
            }
        }
    }

    /**
     * Adds to every pixel of a channel its image's value.
     *
     * @param values {@code float[16]}
     */
    public static void add(Tensor tensor, int channel, float[] values) {
        Shape shape = tensor.shape();
        for (int y = 0; y < shape.height(); y++) {
            int at = tensor.at(channel, y, 0);
            for (int x = 0; x < shape.width(); x++) {
                for (int lane = 0; lane < Lanes.LOGICAL; lane++) {
                    tensor.data()[at + x * Lanes.LOGICAL + lane] += values[lane];
                }
            }
        }
    }
}
