package io.lossatlas.engine.kernel;

/**
 * A tensor within a larger array.
 *
 * @param data holds it; shared
 * @param offset index of its first float
 * @param shape its extents
 */
public record Tensor(float[] data, int offset, Shape shape) {

    /** Index into {@link #data} of the first lane of a pixel. */
    public int at(int channel, int y, int x) {
        return offset + shape.at(channel, y, x);
    }
}
