package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a convolution's input: {@code dx[i][Y][X] = sum_{o,ky,kx} dz[o][y][x] w[o][i][ky][kx]} over all
 * {@code Y = s y + ky - p, X = s x + kx - p}. At stride 1 that is a convolution with mirrored kernels and channels
 * exchanged; at stride 2 it is four, one for each parity of row and column, with those taps that fall there, taken together
 * by {@link ScatterGradient} where it suits: the same terms in the same order. {@link GeneralDataGradient} has all other windows. Belongs to one thread.
 */
public final class DataGradient {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /** Null where it does not suit. */
    private final ScatterGradient scatter;

    /** Null for regular convolutions. */
    private final GeneralDataGradient general;

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
     * @param scratch at least {@link #scratch} floats
     */
    public DataGradient(Shape in, int channels, int kernel, int stride, Scratch scratch) {
        this(square(in, channels, kernel, stride), scratch);
    }

    /**
     * The data gradient of a convolution of any window, in groups.
     *
     * @param scratch at least {@link #scratch(ConvolutionShape)} floats
     */
    public DataGradient(ConvolutionShape shape, Scratch scratch) {
        Shape in = shape.in();
        Shape out = shape.out();
        int stride = shape.rows().stride();
        boolean regular = shape.regular();
        this.general = regular ? null : new GeneralDataGradient(shape, scratch);
        this.inChannels = in.channels();
        this.outChannels = out.channels();
        this.kernel = shape.rows().kernel();
        this.parts = new ArrayList<>();
        this.positions = new ArrayList<>();
        this.scatter = regular && ScatterGradient.suits(in, kernel, stride) ? new ScatterGradient(in, out) : null;
        if (regular && stride == 1) {
            int last = kernel * kernel - 1;
            int[] mirrored = new int[kernel * kernel];
            Arrays.setAll(mirrored, n -> last - n);
            parts.add(new Convolution(out, in.channels(), kernel, 1, scratch));
            positions.add(mirrored);
        } else if (regular && scatter == null) {
            for (int parity = 0; parity < 4; parity++) {
                addScattered(in, out, parity / 2, parity % 2, scratch);
            }
        }
        this.zeros = shape.weights();
        this.filters = new float[regular ? zeros + in.channels() : 0];
    }

    private static ConvolutionShape square(Shape in, int channels, int kernel, int stride) {
        return ConvolutionShape.square(in, Convolution.output(in, channels, kernel, stride), kernel, stride);
    }

    /** Floats of scratch that a data gradient needs. */
    public static int scratch(Shape in, int channels, int kernel, int stride) {
        if (stride == 1) {
            Shape out = Convolution.output(in, channels, kernel, stride);
            return Convolution.scratch(out, in.channels(), kernel, stride);
        }
        int most = 0; // of each number of taps that a part has
        for (int taps = 1; taps <= Math.max(1, kernel + 1); taps *= 2) {
            most = Math.max(most, DirectKernel.scratch(in.channels(), channels * taps));
        }
        return most;
    }

    /** Floats of scratch that a data gradient needs. */
    public static int scratch(ConvolutionShape shape) {
        int kernel = shape.rows().kernel();
        int stride = shape.rows().stride();
        return shape.regular()
                ? scratch(shape.in(), shape.out().channels(), kernel, stride)
                : GeneralDataGradient.scratch(shape);
    }

    private void addScattered(Shape in, Shape out, int rowParity, int columnParity, Scratch scratch) {
        int[] kernelRows = kernelTaps(rowParity);
        int[] kernelColumns = kernelTaps(columnParity);
        parts.add(new Convolution(DirectKernel.of(
                Geometry.scattered(in, out, rowParity, columnParity, offsets(kernelRows), offsets(kernelColumns)),
                scratch)));
        positions.add(positions(kernelRows, kernelColumns));
    }

    /**
     * Takes the convolution's weights; call before {@link #run} when they have changed.
     *
     * @param first index of the first of {@code [out][in][k][k]} weights
     */
    public void load(float[] weights, int first) {
        if (general != null) {
            general.load(weights, first);
            return;
        }
        if (scatter != null) {
            scatter.load(weights, first);
            return;
        }
        int n = 0;
        for (int p = 0; p < parts.size(); p++) {
            int start = n;
            for (int i = 0; i < inChannels; i++) {
                for (int o = 0; o < outChannels; o++) {
                    for (int position : positions.get(p)) {
                        filters[n++] = weights[first + (o * inChannels + i) * kernel * kernel + position];
                    }
                }
            }
            parts.get(p).load(filters, start, zeros);
        }
    }

    /** Writes the gradient of the input, {@code to}, from that of the output, whose borders are zero. */
    public void run(Tensor output, Tensor to) {
        if (general != null) {
            general.run(output, to);
        }
        if (scatter != null) {
            scatter.run(output, to);
        }
        for (Convolution part : parts) {
            part.run(output, NONE, to);
        }
    }

    /** Adds the gradient of the input to what {@code to} holds. */
    public void runAdding(Tensor output, Tensor to) {
        if (general != null) {
            general.runAdding(output, to);
        }
        if (scatter != null) {
            scatter.runAdding(output, to);
        }
        for (int p = 0; p < parts.size(); p++) {
            if (positions.get(p).length > 0) {
                parts.get(p).runAdding(output, to, NONE, to);
            }
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
