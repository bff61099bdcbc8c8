package io.lossatlas.engine.kernel;

import java.io.Serializable;

/**
 * Extents of a tensor {@code float[channels][height + 2][width + 2][16]}: 16 images in the lanes, and around every plane
 * a border of one pixel that is always zero.
 *
 * @param channels number of planes
 * @param height rows of a plane, without the border
 * @param width columns of a plane, without the border
 */
public record Shape(int channels, int height, int width) implements Serializable {
    private static final int CACHE_WAY = 4096 / Float.BYTES;

    /** Floats from one row to the next. */
    public int row() {
        return (width + 2) * Lanes.LOGICAL;
    }

    /**
     * Floats from one plane to the next. A multiple of 4 KiB would put the same pixel of all channels into the few lines of
     * the first-level cache that share an address' lower bits: then three pixels of nothing follow each plane.
     */
    public int plane() {
        int floats = Math.multiplyExact(height + 2, row());
        return floats % CACHE_WAY == 0 ? floats + 3 * Lanes.LOGICAL : floats;
    }

    /** Floats of the whole tensor, which may be more than an array holds. */
    public long floats() {
        return (long) channels * plane();
    }

    /**
     * Floats of the whole tensor.
     *
     * @throws ArithmeticException where they are more than an array holds
     */
    public int size() {
        return Math.toIntExact(floats());
    }

    /** Index of the first lane of a pixel; rows and columns from -1 to {@code height} and {@code width}. */
    public int at(int channel, int y, int x) {
        return channel * plane() + (y + 1) * row() + (x + 1) * Lanes.LOGICAL;
    }

    /** Pixels of a plane, without the border. */
    public int pixels() {
        return height * width;
    }
}
