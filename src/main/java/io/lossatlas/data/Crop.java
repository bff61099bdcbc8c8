package io.lossatlas.data;

/**
 * A window of an image's own size, laid over it.
 *
 * @param down rows that it is moved down by, negative for up; rows beyond the image hold 0
 * @param right columns that it is moved right by, likewise
 * @param mirrored whether it is then turned left to right
 */
public record Crop(int down, int right, boolean mirrored) {
    /** The image as it is. */
    public static final Crop WHOLE = new Crop(0, 0, false);

    /**
     * Where a value comes from.
     *
     * @param y row within the window
     * @param x column within it, after mirroring
     * @return its index in a channel of the image, or -1 for a value beyond it
     */
    int source(ImageShape shape, int y, int x) {
        int row = y + down;
        int column = (mirrored ? shape.width() - 1 - x : x) + right;
        boolean inside = row >= 0 && row < shape.height() && column >= 0 && column < shape.width();
        return inside ? row * shape.width() + column : -1;
    }
}
