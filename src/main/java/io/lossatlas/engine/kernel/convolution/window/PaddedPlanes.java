package io.lossatlas.engine.kernel.convolution.window;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/**
 * A few planes of a tensor with zeros wherever sums over windows read beyond them. A tensor's own border of one pixel is used
 * where it is wide enough; else the planes are copied into scratch.
 */
public final class PaddedPlanes {
    private static final int L = Lanes.LOGICAL;
    private static final int BORDER = 1;
    private static final int CACHE_WAY = 4096 / Float.BYTES;

    private final Shape in;
    private final int channels;
    private final boolean copied;
    private final int top;
    private final int bottom;
    private final int left;
    private final int right;
    private final int row;
    private final int plane;

    /**
     * Planes that sums read.
     *
     * @param in shape of the tensor
     * @param channels of it that are read together
     */
    public PaddedPlanes(Shape in, int channels, TapAxis rows, TapAxis columns) {
        this.in = in;
        this.channels = channels;
        boolean empty = rows.isEmpty() || columns.isEmpty();
        this.copied = !empty
                && (rows.least() < -BORDER
                        || rows.end() > in.height() + BORDER
                        || columns.least() < -BORDER
                        || columns.end() > in.width() + BORDER);
        this.top = copied ? rows.least() : -BORDER;
        this.bottom = copied ? rows.end() : in.height() + BORDER;
        this.left = copied ? columns.least() : -BORDER;
        this.right = copied ? columns.end() : in.width() + BORDER;
        this.row = copied ? (right - left) * L : in.row();
        int floats = Math.multiplyExact(bottom - top, row);
        int apart = floats % CACHE_WAY == 0 ? floats + 3 * L : floats;
        this.plane = copied ? apart : in.plane();
    }

    /** Floats of scratch that it needs; 0 where it reads the tensor itself. */
    public int scratch() {
        return copied ? Math.multiplyExact(channels, plane) : 0;
    }

    /** Floats from one row to the next. */
    public int row() {
        return row;
    }

    /** Floats from one plane to the next. */
    public int plane() {
        return plane;
    }

    /** Floats from what {@link #load} returns to a pixel of the first plane. */
    public int at(int y, int x) {
        return (y - top) * row + (x - left) * L;
    }

    /** The array in which the planes of a tensor lie. */
    public float[] data(Tensor from, Scratch scratch) {
        return copied ? scratch.data() : from.data();
    }

    /**
     * Makes the planes from {@code channel} on readable and returns the index where they begin.
     *
     * @param scratch at least {@link #scratch} floats
     */
    public int load(Tensor from, int channel, Scratch scratch) {
        if (!copied) {
            return from.offset() + channel * in.plane();
        }
        for (int c = 0; c < channels; c++) {
            int at = scratch.first() + c * plane;
            for (int y = top; y < bottom; y++, at += row) {
                row(from, channel + c, y, scratch.data(), at);
            }
        }
        return scratch.first();
    }

    private void row(Tensor from, int channel, int y, float[] to, int at) {
        int first = Math.max(left, 0);
        int end = Math.min(right, in.width());
        if (y < 0 || y >= in.height() || first >= end) {
            Arrays.fill(to, at, at + row, 0);
            return;
        }
        int begin = at + (first - left) * L;
        int length = (end - first) * L;
        Arrays.fill(to, at, begin, 0);
        System.arraycopy(from.data(), from.at(channel, y, first), to, begin, length);
        Arrays.fill(to, begin + length, at + row, 0);
    }
}
