package io.lossatlas.data;

import java.io.Serializable;

/**
 * Extents of an image.
 *
 * @param channels 1 for grey-scale, 3 for colours
 * @param height rows
 * @param width columns
 */
public record ImageShape(int channels, int height, int width) implements Serializable {

    /** Checks that no extent is empty. */
    public ImageShape {
        if (channels < 1 || height < 1 || width < 1) {
            throw new IllegalArgumentException(
                    "an image of %d channels, %d rows and %d columns".formatted(channels, height, width));
        }
    }

    /** Values of one image. */
    public int size() {
        return Math.multiplyExact(channels, pixels());
    }

    /** Values of one channel. */
    public int pixels() {
        return Math.multiplyExact(height, width);
    }

    @Override
    public String toString() {
        return "%d x %d x %d".formatted(channels, height, width);
    }
}
