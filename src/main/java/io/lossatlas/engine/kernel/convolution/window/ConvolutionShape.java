package io.lossatlas.engine.kernel.convolution.window;

import io.lossatlas.engine.kernel.Shape;
import java.io.Serializable;

/**
 * A convolution: {@code out[o][y][x] = bias[o] + sum over c, u, v of w[o][c][u][v] in[g C + c][Y][X]} with
 * {@code Y = y * rows.stride + u * rows.dilation - rows.padding}, columns likewise, 0 outside of the plane; {@code C} channels are
 * seen by the filters of a group, and filter {@code o} is one of group {@code g}.
 *
 * @param in shape of what it reads
 * @param out shape of what it makes
 * @param groups number of parts of the channels, and of the filters
 * @param rows how it goes down
 * @param columns how it goes along a row
 */
public record ConvolutionShape(Shape in, Shape out, int groups, Side rows, Side columns) implements Serializable {

    /** Checks that the groups share channels and filters evenly. */
    public ConvolutionShape {
        if (groups < 1 || in.channels() % groups != 0 || out.channels() % groups != 0) {
            throw new IllegalArgumentException(
                    "%d channels and %d filters in %d groups".formatted(in.channels(), out.channels(), groups));
        }
    }

    /**
     * One axis of a convolution's window.
     *
     * @param kernel places seen at once
     * @param stride pixels moved
     * @param padding pixels before the first
     * @param dilation pixels from one place of the kernel to the next; 1 where there is one place
     */
    public record Side(int kernel, int stride, int padding, int dilation) implements Serializable {

        /** Sides of one place are equal whatever their dilation. */
        public Side {
            dilation = kernel == 1 ? 1 : dilation;
        }
    }

    /** A convolution of all channels with all, as {@link #regular} has it. */
    public static ConvolutionShape square(Shape in, Shape out, int kernel, int stride) {
        Side side = new Side(kernel, stride, kernel / 2, 1);
        return new ConvolutionShape(in, out, 1, side, side);
    }

    /** Channels that a filter sees. */
    public int channels() {
        return in.channels() / groups;
    }

    /** Filters of a group. */
    public int filters() {
        return out.channels() / groups;
    }

    /** Places in the window. */
    public int area() {
        return Math.multiplyExact(rows.kernel(), columns.kernel());
    }

    /** Number of weights. */
    public int weights() {
        return Math.multiplyExact(Math.multiplyExact(out.channels(), channels()), area());
    }

    /**
     * Whether it is one of all channels with all, of kernel 1 or 3, stride 1 or 2 and padding {@code kernel / 2} on the left and
     * above, and makes as many pixels as with that padding on each side.
     */
    public boolean regular() {
        int kernel = rows.kernel();
        int stride = rows.stride();
        return groups == 1
                && rows.equals(columns)
                && (kernel == 1 || kernel == 3)
                && stride <= 2
                && rows.padding() == kernel / 2
                && rows.dilation() == 1
                && out.height() == (in.height() - 1) / stride + 1
                && out.width() == (in.width() - 1) / stride + 1;
    }

    /** The rows of the forward pass. */
    public TapAxis forwardRows() {
        return TapAxis.forward(rows, out.height());
    }

    /** The columns of the forward pass. */
    public TapAxis forwardColumns() {
        return TapAxis.forward(columns, out.width());
    }

    /** The rows of the input's gradient of which {@code row % stride} is {@code phase}. */
    public TapAxis gradientRows(int phase) {
        return TapAxis.gradient(rows, in.height(), phase);
    }

    /** The columns of the input's gradient of which {@code column % stride} is {@code phase}. */
    public TapAxis gradientColumns(int phase) {
        return TapAxis.gradient(columns, in.width(), phase);
    }
}
