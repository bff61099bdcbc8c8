package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.TapAxis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gradient of a convolution's input: {@code dx[i][Y][X] = sum_{o,ky,kx} dz[o][y][x] w[o][i][ky][kx]} over all
 * {@code Y = s y + ky - p, X = s x + kx - p}. At stride 1 that is a convolution with mirrored kernels and channels
 * exchanged; at stride 2 it is four, one for each parity of row and column, with those taps that fall there, taken together
 * by {@link ScatterGradient} where it suits: the same terms in the same order. Other windows have as many parts as their strides
 * have remainders, each within its group, in the order of output channels and of descending kernel rows and columns. Belongs to one thread.
 */
public final class DataGradient {
    private static final float NONE = Float.NEGATIVE_INFINITY;

    /** Null where it does not suit. */
    private final ScatterGradient scatter;

    private final ConvolutionShape shape;
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
     * The data gradient of a convolution of any window, in groups: one part for each remainder of row and column by the strides.
     *
     * @param scratch at least {@link #scratch(ConvolutionShape)} floats
     */
    public DataGradient(ConvolutionShape shape, Scratch scratch) {
        this.shape = shape;
        this.kernel = shape.rows().kernel();
        this.parts = new ArrayList<>();
        this.positions = new ArrayList<>();
        int stride = shape.rows().stride();
        Shape in = shape.in();
        boolean scatters = shape.regular() && ScatterGradient.suits(in, kernel, stride);
        this.scatter = scatters ? new ScatterGradient(in, shape.out()) : null;
        if (!shape.regular()) {
            addGeneral(scratch);
        } else if (stride == 1) {
            int last = kernel * kernel - 1;
            int[] mirrored = new int[kernel * kernel];
            Arrays.setAll(mirrored, n -> last - n);
            parts.add(new Convolution(shape.out(), in.channels(), kernel, 1, scratch));
            positions.add(mirrored);
        } else if (scatter == null) {
            for (int parity = 0; parity < 4; parity++) {
                addScattered(in, shape.out(), parity / 2, parity % 2);
            }
        }
        this.zeros = shape.weights();
        this.filters = new float[zeros + in.channels()];
    }

    private static ConvolutionShape square(Shape in, int channels, int kernel, int stride) {
        ConvolutionShape.Side side = new ConvolutionShape.Side(kernel, stride, kernel / 2, 1);
        return new ConvolutionShape(in, Convolution.output(in, channels, kernel, stride), 1, side, side);
    }

    /** Floats of scratch that a data gradient needs. */
    public static int scratch(Shape in, int channels, int kernel, int stride) {
        return stride == 1 ? Convolution.scratch(Convolution.output(in, channels, kernel, stride), kernel, stride) : 0;
    }

    /** Floats of scratch that a data gradient needs. */
    public static int scratch(ConvolutionShape shape) {
        if (shape.regular()) {
            return scratch(
                    shape.in(),
                    shape.out().channels(),
                    shape.rows().kernel(),
                    shape.rows().stride());
        }
        int most = 0;
        for (int row = 0; row < shape.rows().stride(); row++) {
            for (int column = 0; column < shape.columns().stride(); column++) {
                most = Math.max(
                        most,
                        GeneralConvolution.scratch(
                                shape.out(), shape.filters(), shape.gradientRows(row), shape.gradientColumns(column)));
            }
        }
        return most;
    }

    private void addGeneral(Scratch scratch) {
        for (int row = 0; row < shape.rows().stride(); row++) {
            for (int column = 0; column < shape.columns().stride(); column++) {
                TapAxis rows = shape.gradientRows(row);
                TapAxis columns = shape.gradientColumns(column);
                parts.add(new Convolution(new GeneralConvolution(
                        shape.out(), shape.in(), shape.groups(), rows, columns, scratch)));
                positions.add(positions(
                        ints(rows.positions()),
                        ints(columns.positions()),
                        shape.columns().kernel()));
            }
        }
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    private void addScattered(Shape in, Shape out, int rowParity, int columnParity) {
        int[] kernelRows = kernelTaps(rowParity);
        int[] kernelColumns = kernelTaps(columnParity);
        parts.add(new Convolution(new DirectConvolution(
                Geometry.scattered(in, out, rowParity, columnParity, offsets(kernelRows), offsets(kernelColumns)))));
        positions.add(positions(kernelRows, kernelColumns, kernel));
    }

    /**
     * Takes the convolution's weights; call before {@link #run} when they have changed.
     *
     * @param first index of the first of {@code [out][in][k][k]} weights
     */
    public void load(float[] weights, int first) {
        if (scatter != null) {
            scatter.load(weights, first);
            return;
        }
        int n = 0;
        for (int p = 0; p < parts.size(); p++) {
            int start = n;
            for (int i = 0; i < shape.in().channels(); i++) {
                n = filter(weights, first, i, positions.get(p), n);
            }
            parts.get(p).load(filters, start, zeros);
        }
    }

    /** Lays out the weights that lead to an input channel, and returns where the next channel's go. */
    private int filter(float[] weights, int first, int channel, int[] taps, int at) {
        int channels = shape.channels();
        int group = channel / channels;
        int n = at;
        for (int o = group * shape.filters(); o < (group + 1) * shape.filters(); o++) {
            int from = first + (o * channels + channel % channels) * shape.area();
            for (int tap : taps) {
                filters[n++] = weights[from + tap];
            }
        }
        return n;
    }

    /** Writes the gradient of the input, {@code to}, from that of the output, whose borders are zero. */
    public void run(Tensor output, Tensor to) {
        if (scatter != null) {
            scatter.run(output, to);
        }
        for (Convolution part : parts) {
            part.run(output, NONE, to);
        }
    }

    /** Adds the gradient of the input to what {@code to} holds. */
    public void runAdding(Tensor output, Tensor to) {
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

    private static int[] positions(int[] kernelRows, int[] kernelColumns, int width) {
        int[] all = new int[kernelRows.length * kernelColumns.length];
        int n = 0;
        for (int row : kernelRows) {
            for (int column : kernelColumns) {
                all[n++] = row * width + column;
            }
        }
        return all;
    }
}
