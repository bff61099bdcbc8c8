package io.lossatlas.graph.shape;

import java.io.Serializable;

/**
 * What a convolution or pooling sees of a plane at once, and how it moves: output row {@code y} sees the kernel's height of
 * input rows from {@code y * strideHeight - padTop} on; columns likewise.
 *
 * @param kernelHeight rows seen at once
 * @param kernelWidth columns seen at once
 * @param strideHeight rows moved
 * @param strideWidth columns moved
 * @param padTop rows before the first
 * @param padLeft columns before the first
 * @param padBottom rows after the last
 * @param padRight columns after the last
 * @param dilationHeight rows from one place of the kernel to the next
 * @param dilationWidth columns from one place of the kernel to the next
 */
public record Window(
        int kernelHeight,
        int kernelWidth,
        int strideHeight,
        int strideWidth,
        int padTop,
        int padLeft,
        int padBottom,
        int padRight,
        int dilationHeight,
        int dilationWidth)
        implements Serializable {

    /** Checks that the window has an area and moves, and that padding is not negative. */
    public Window {
        if (Math.min(Math.min(kernelHeight, kernelWidth), Math.min(strideHeight, strideWidth)) < 1
                || Math.min(dilationHeight, dilationWidth) < 1
                || Math.min(Math.min(padTop, padLeft), Math.min(padBottom, padRight)) < 0) {
            throw new IllegalArgumentException(
                    "a window of kernel %d x %d, stride %d x %d, padding %d, %d, %d, %d (top, left, bottom, right), dilation %d x %d"
                            .formatted(
                                    kernelHeight,
                                    kernelWidth,
                                    strideHeight,
                                    strideWidth,
                                    padTop,
                                    padLeft,
                                    padBottom,
                                    padRight,
                                    dilationHeight,
                                    dilationWidth));
        }
    }

    /** A window whose places lie side by side. */
    public Window(
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            int padTop,
            int padLeft,
            int padBottom,
            int padRight) {
        this(kernelHeight, kernelWidth, strideHeight, strideWidth, padTop, padLeft, padBottom, padRight, 1, 1);
    }

    /** A square window with as much padding on each side. */
    public static Window square(int kernel, int stride, int padding) {
        return new Window(kernel, kernel, stride, stride, padding, padding, padding, padding);
    }

    /** Number of places in the window. */
    public int area() {
        return Math.multiplyExact(kernelHeight, kernelWidth);
    }

    /** Whether its places lie side by side. */
    public boolean isDense() {
        return dilationHeight == 1 && dilationWidth == 1;
    }

    /** Refuses padding that a window could see nothing but. */
    public void requireValues() {
        if (!isDense()) {
            throw new IllegalArgumentException("expected pooling without dilation, found " + this);
        }
        if (Math.max(padTop, padBottom) >= kernelHeight || Math.max(padLeft, padRight) >= kernelWidth) {
            throw new IllegalArgumentException("expected padding smaller than the kernel, found " + this);
        }
    }

    /**
     * Shape of what an operation with this window makes of an image: as many places as it fits on the padded image,
     * {@code floor((extent + padding - dilation * (kernel - 1) - 1) / stride) + 1} a side.
     *
     * @param channels of the result
     * @throws IllegalArgumentException where the padded image is smaller than the window
     */
    public TensorShape output(TensorShape image, int channels) {
        return TensorShape.of(
                channels,
                places(image, "height", image.height() + padTop + padBottom, reach(kernelHeight, dilationHeight), strideHeight),
                places(image, "width", image.width() + padLeft + padRight, reach(kernelWidth, dilationWidth), strideWidth));
    }

    /** A place of an image that a window sees: indices into the planes of the result, of the image and of the window. */
    @FunctionalInterface
    public interface Tap {
        /** Sees one. */
        void at(int output, int input, int tap);
    }

    /** Goes through all that the window sees of a plane, padding left out: place after place, in each row after row. */
    public void forEach(TensorShape image, Tap tap) {
        TensorShape result = output(image, 1);
        for (int y = 0; y < result.height(); y++) {
            for (int x = 0; x < result.width(); x++) {
                for (int u = 0; u < kernelHeight; u++) {
                    for (int v = 0; v < kernelWidth; v++) {
                        int row = y * strideHeight + u * dilationHeight - padTop;
                        int column = x * strideWidth + v * dilationWidth - padLeft;
                        if (row >= 0 && row < image.height() && column >= 0 && column < image.width()) {
                            tap.at(y * result.width() + x, row * image.width() + column, u * kernelWidth + v);
                        }
                    }
                }
            }
        }
    }

    private static int reach(int kernel, int dilation) {
        return Math.addExact(Math.multiplyExact(dilation, kernel - 1), 1);
    }

    private static int places(TensorShape image, String side, int padded, int kernel, int stride) {
        if (padded < kernel) {
            throw new IllegalArgumentException(
                    "expected a padded %s of at least %d, the kernel's, found %d of an image %s"
                            .formatted(side, kernel, padded, image));
        }
        return (padded - kernel) / stride + 1;
    }
}
