package io.lossatlas.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a convolution's input: {@code dx[i][Y][X] = sum_{o,ky,kx} dz[o][y][x] w[o][i][ky][kx]} over all
 * {@code Y = s y + ky - p, X = s x + kx - p}. At stride 1 that is a convolution with mirrored kernels and channels
 * exchanged; at stride 2 it is four, one for each parity of row and column, with those taps that fall there. Belongs to
 * one thread.
 */
public final class DataGradient {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    private final int inChannels;
    private final int outChannels;
    private final int kernel;
    private final List<Convolution> parts;
    /** Kernel positions {@code ky * kernel + kx} of each part's taps, in their order. */
    private final List<int[]> positions;

    private final float[] filters;
    private final int zeros;

    /**
     * The data gradient of a convolution.
     *
     * @param in shape of the convolution's input
     * @param channels of its output
     * @param kernel 1 or 3
     * @param stride 1 or 2
     */
    public DataGradient(Shape in, int channels, int kernel, int stride) {
        this.inChannels = in.channels();
        this.outChannels = channels;
        this.kernel = kernel;
        Shape out = Convolution.output(in, channels, kernel, stride);
        List<Geometry> geometries = new ArrayList<>();
        List<int[]> kernelPositions = new ArrayList<>();
        if (stride == 1) {
            geometries.add(Geometry.forward(out, in.channels(), kernel, 1));
            int last = kernel * kernel - 1;
            int[] mirrored = new int[kernel * kernel];
            Arrays.setAll(mirrored, n -> last - n);
            kernelPositions.add(mirrored);
        } else {
            for (int parity = 0; parity < 4; parity++) {
                int[] kernelRows = kernelTaps(parity / 2);
                int[] kernelColumns = kernelTaps(parity % 2);
                geometries.add(Geometry.scattered(
                        in, out, parity / 2, parity % 2, offsets(kernelRows), offsets(kernelColumns)));
                kernelPositions.add(positions(kernelRows, kernelColumns));
            }
        }
        this.parts = Convolution.parts(geometries);
        this.positions = List.copyOf(kernelPositions);
        this.zeros = channels * in.channels() * kernel * kernel;
        this.filters = new float[zeros + in.channels()];
    }

    /**
     * Takes the convolution's weights; call before {@link #run} when they have changed.
     *
     * @param first index of the first of {@code [out][in][k][k]} weights
     */
    public void load(float[] weights, int first) {
        int n = 0;
        for (int[] part : positions) {
            for (int i = 0; i < inChannels; i++) {
                for (int o = 0; o < outChannels; o++) {
                    for (int position : part) {
                        filters[n++] = weights[first + (o * inChannels + i) * kernel * kernel + position];
                    }
                }
            }
        }
    }

    /** Writes the gradient of the input, {@code to}, from that of the output, whose borders are zero. */
    public void run(Tensor output, Tensor to) {
        int first = 0;
        for (Convolution part : parts) {
            part.run(output, filters, first, zeros, NONE, to);
            first += inChannels * part.filter();
        }
    }

    /** Adds the gradient of the input to what {@code to} holds. */
    public void runAdding(Tensor output, Tensor to) {
        int first = 0;
        for (Convolution part : parts) {
            if (part.filter() > 0) {
                part.runAdding(output, to, filters, first, zeros, NONE, to);
            }
            first += inChannels * part.filter();
        }
    }

    /** Kernel rows (or columns) that reach input rows of a parity at stride 2. */
    private int[] kernelTaps(int parity) {
        if (parity == 0) {
            return new int[] {kernel / 2};
        }
        return kernel == 1 ? new int[0] : new int[] {0, 2};
    }

    /** How many output rows past {@code Y / 2} the terms of these kernel rows come from. */
    private static int[] offsets(int[] kernelTaps) {
        return Arrays.stream(kernelTaps)
                .map(k -> kernelTaps.length == 2 && k == 0 ? 1 : 0)
                .toArray();
    }

    private int[] positions(int[] kernelRows, int[] kernelColumns) {
        int[] all = new int[kernelRows.length * kernelColumns.length];
        int n = 0;
        for (int row : kernelRows) {
            for (int column : kernelColumns) {
                all[n++] = row * kernel + column;
            }
        }
        return all;
    }
}
