package io.lossatlas.engine.kernel;

import java.io.Serializable;

/**
 * What pooling sees of a plane: output pixel {@code (y, x)} sees the input rows from {@code y * strideHeight - padTop} on, as
 * many as the kernel is high, and columns likewise; those outside of the plane are left out.
 *
 * @param in shape of what is pooled
 * @param out shape of the result
 * @param height rows seen at once
 * @param width columns seen at once
 * @param strideHeight rows moved
 * @param strideWidth columns moved
 * @param padTop rows before the first
 * @param padLeft columns before the first
 */
public record Windows(
        Shape in, Shape out, int height, int width, int strideHeight, int strideWidth, int padTop, int padLeft)
        implements Serializable {

    /** First row of the plane that an output row sees. */
    int top(int y) {
        return Math.max(0, y * strideHeight - padTop);
    }

    /** One past the last row of the plane that an output row sees. */
    int bottom(int y) {
        return Math.min(in.height(), y * strideHeight - padTop + height);
    }

    /** First column of the plane that an output column sees. */
    int left(int x) {
        return Math.max(0, x * strideWidth - padLeft);
    }

    /** One past the last column of the plane that an output column sees. */
    int right(int x) {
        return Math.min(in.width(), x * strideWidth - padLeft + width);
    }
}
