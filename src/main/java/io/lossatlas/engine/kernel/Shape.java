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

    /** Floats from one row to the next. */
    public int row() {
        return (width + 2) * Lanes.LOGICAL;
    }

    /** Floats from one plane to the next. */
    public int plane() {
        return (height + 2) * row();
    }

    /** Floats of the whole tensor. */
    public int size() {
        return Math.multiplyExact(channels, plane());
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
