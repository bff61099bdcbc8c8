package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.TapAxis;
import java.util.ArrayList;
import java.util.List;

/**
 * The gradient of the input of a convolution in groups of channels, of any window: one {@link GeneralConvolution} for each remainder of
 * row and column by the strides, with those taps that fall there. The terms come in the order of output channels and of descending
 * kernel rows and columns. Belongs to one thread.
 */
final class GeneralDataGradient {
    private static final float NO_FLOOR = Float.NEGATIVE_INFINITY;
    private static final float[] ZEROS = new float[Lanes.LOGICAL];

    private final ConvolutionShape shape;
    private final List<GeneralConvolution> parts = new ArrayList<>();
    /** Places of the window of each part's taps, in their order. */
    private final List<int[]> positions = new ArrayList<>();

    private final float[] filters;
    private final ConvolutionCall addition = new ConvolutionCall();

    GeneralDataGradient(ConvolutionShape shape, Scratch scratch) {
        this.shape = shape;
        this.filters = new float[shape.weights() + shape.in().channels()];
        for (int row = 0; row < shape.rows().stride(); row++) {
            for (int column = 0; column < shape.columns().stride(); column++) {
                TapAxis rows = shape.gradientRows(row);
                TapAxis columns = shape.gradientColumns(column);
                parts.add(new GeneralConvolution(shape.out(), shape.in(), shape.groups(), rows, columns, scratch));
                positions.add(rows.positions().stream()
                        .flatMap(u -> columns.positions().stream()
                                .map(v -> u * shape.columns().kernel() + v))
                        .mapToInt(Integer::intValue)
                        .toArray());
            }
        }
    }

    static int scratch(ConvolutionShape shape) {
        int most = 0;
        for (int row = 0; row < shape.rows().stride(); row++) {
            for (int column = 0; column < shape.columns().stride(); column++) {
                int part = GeneralConvolution.scratch(
                        shape.out(),
                        shape.in(),
                        shape.groups(),
                        shape.gradientRows(row),
                        shape.gradientColumns(column));
                most = Math.max(most, part);
            }
        }
        return most;
    }

    /** Takes weights {@code [out][in of a group][rows][columns]} from index {@code first} on. */
    void load(float[] weights, int first) {
        int n = 0;
        for (int p = 0; p < parts.size(); p++) {
            int start = n;
            for (int i = 0; i < shape.in().channels(); i++) {
                n = filter(weights, first, i, positions.get(p), n);
            }
            parts.get(p).load(filters, start, shape.weights());
        }
    }

    /** Lays out the weights that lead to an input channel, and returns where the next channel's go. */
    private int filter(float[] weights, int first, int channel, int[] taps, int at) {
        int channels = shape.channels();
        int from = channel / channels * shape.filters();
        int n = at;
        for (int o = from; o < from + shape.filters(); o++) {
            int filter = first + (o * channels + channel % channels) * shape.area();
            for (int tap : taps) {
                filters[n++] = weights[filter + tap];
            }
        }
        return n;
    }

    /** Writes the gradient of the input. */
    void run(Tensor output, Tensor to) {
        addition.added = ZEROS;
        addition.addedStep = 0;
        all(output, to);
    }

    /** Adds the gradient of the input to what {@code to} holds. */
    void runAdding(Tensor output, Tensor to) {
        addition.added = to.data();
        addition.addedStep = 1;
        all(output, to);
    }

    private void all(Tensor output, Tensor to) {
        boolean adds = addition.addedStep == 1;
        for (int g = 0; g < shape.groups(); g++) {
            for (int p = 0; p < parts.size(); p++) {
                GeneralConvolution part = parts.get(p);
                if (part.reads() || !adds) {
                    part.run(g, output, addition, NO_FLOOR, to);
                }
            }
        }
    }
}
