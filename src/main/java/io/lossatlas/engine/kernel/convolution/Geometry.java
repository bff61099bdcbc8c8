package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import java.util.Arrays;

/**
 * Where a convolution reads and writes, in floats from the start of its tensors.
 *
 * @param out shape of what it writes
 * @param rows output rows that it computes
 * @param columns output columns that it computes
 * @param inFirst input of the first output's first tap
 * @param inRow from one output row's inputs to the next's
 * @param inStep from one output's inputs to its right neighbour's
 * @param outFirst the first output
 * @param outRow from one output row to the next
 * @param outStep from one output to its right neighbour
 * @param taps from an output's first tap to each of its taps, in the filter's order
 * @param area number of taps in an input channel
 * @param threeInARow whether taps come in threes of neighbours
 */
record Geometry(
        Shape out,
        int rows,
        int columns,
        int inFirst,
        int inRow,
        int inStep,
        int outFirst,
        int outRow,
        int outStep,
        int[] taps,
        int area,
        boolean threeInARow) {

    private static final int L = Lanes.LOGICAL;

    /** A convolution with padding {@code kernel / 2}. */
    static Geometry forward(Shape in, int channels, int kernel, int stride) {
        if (kernel != 1 && kernel != 3) {
            throw new IllegalArgumentException("kernel must be 1 or 3, not " + kernel);
        }
        if (stride != 1 && stride != 2) {
            throw new IllegalArgumentException("stride must be 1 or 2, not " + stride);
        }
        Shape out = new Shape(channels, (in.height() - 1) / stride + 1, (in.width() - 1) / stride + 1);
        int[] side = new int[kernel];
        Arrays.setAll(side, k -> k);
        return new Geometry(
                out,
                out.height(),
                out.width(),
                in.at(0, -(kernel / 2), -(kernel / 2)),
                stride * in.row(),
                stride * L,
                out.at(0, 0, 0),
                out.row(),
                L,
                taps(in, side, side),
                kernel * kernel,
                kernel == 3);
    }

    /**
     * The part of a stride-2 convolution's data gradient whose pixels have one parity of row and column. Row
     * {@code Y = 2 y + ky - p} of the input gets terms from kernel rows of one parity: from {@code ky = p} at even rows;
     * with kernel 3 from {@code ky = 0} and {@code 2}, one and no output row further on, at odd rows.
     *
     * @param in shape of the convolution's input, which this writes
     * @param out shape of the convolution's output, which this reads
     * @param rowTaps offsets, in output rows, of the terms at this parity of rows
     * @param columnTaps the same for columns
     */
    static Geometry scattered(Shape in, Shape out, int rowParity, int columnParity, int[] rowTaps, int[] columnTaps) {
        return new Geometry(
                in,
                (in.height() - rowParity + 1) / 2,
                (in.width() - columnParity + 1) / 2,
                out.at(0, 0, 0),
                out.row(),
                L,
                in.at(0, rowParity, columnParity),
                2 * in.row(),
                2 * L,
                taps(out, rowTaps, columnTaps),
                rowTaps.length * columnTaps.length,
                false);
    }

    private static int[] taps(Shape in, int[] rowTaps, int[] columnTaps) {
        int[] taps = new int[in.channels() * rowTaps.length * columnTaps.length];
        int n = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            for (int row : rowTaps) {
                for (int column : columnTaps) {
                    taps[n++] = channel * in.plane() + row * in.row() + column * L;
                }
            }
        }
        return taps;
    }
}
