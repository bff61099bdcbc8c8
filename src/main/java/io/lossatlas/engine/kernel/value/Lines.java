package io.lossatlas.engine.kernel.value;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/** Lines of pixels of a tensor that are computed together, like those along an axis of a value. */
public final class Lines {
    private static final int L = Lanes.LOGICAL;

    private final int extent;
    private final int[] offsets; // [line][extent]

    /**
     * Lines of elements {@code first, first + stride, ...}.
     *
     * @param extent elements of a line
     * @param stride from one element of a line to its next, in C order
     */
    public Lines(Shape shape, int extent, int stride) {
        this.extent = extent;
        int[] all = Offsets.of(shape);
        this.offsets = new int[all.length];
        int n = 0;
        for (int first = 0; first < all.length; first++) {
            if (first / stride % extent == 0) {
                for (int k = 0; k < extent; k++) {
                    offsets[n++] = all[first + k * stride];
                }
            }
        }
    }

    int extent() {
        return extent;
    }

    int count() {
        return offsets.length / extent;
    }

    /** Copies a line's pixels into {@code float[extent][16]}. */
    void gather(Tensor from, int line, float[] to) {
        for (int k = 0; k < extent; k++) {
            int at = from.offset() + offsets[line * extent + k];
            PixelRows.copy(from.data(), at, 0, to, k * L, 1);
        }
    }

    /** Copies {@code float[extent][16]} to a line's pixels. */
    void scatter(float[] from, Tensor to, int line) {
        for (int k = 0; k < extent; k++) {
            int into = to.offset() + offsets[line * extent + k];
            PixelRows.copy(from, k * L, 0, to.data(), into, 1);
        }
    }

    /** Adds {@code float[extent][16]} to a line's pixels. */
    void add(float[] from, Tensor to, int line) {
        for (int k = 0; k < extent; k++) {
            int into = to.offset() + offsets[line * extent + k];
            PixelRows.add(1, from, k * L, 0, to.data(), into, 0, 1);
        }
    }
}
