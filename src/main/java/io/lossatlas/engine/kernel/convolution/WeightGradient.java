package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import java.util.Arrays;

/**
 * The gradient of a convolution's weights:
 * {@code dw[o][i][ky][kx] = sum over images, y, x of dz[o][y][x] in[i][s y + ky - p][s x + kx - p]}. Each of the 16 lanes
 * sums its images in the order of pixels and groups; then one fixed tree sums the lanes. Belongs to one thread.
 */
public final class WeightGradient {
    private static final int L = Lanes.LOGICAL;

    /** Pixels of a run, about: few enough for the share of a block of output channels to stay in the first-level cache. */
    private static final int RUN = 112;

    /** Output channels taken together, and input channels where there is one tap. */
    private static final int BLOCK = 4;

    private final Shape in;
    private final Shape out;
    private final int kernel;
    private final int stride;
    private final int taps;
    private final int first;
    private final WeightGradientCall call = new WeightGradientCall();

    /** Null for regular convolutions, and for many channels. */
    private final GeneralWeightGradient general;

    /** Null for few channels. */
    private final PanelWeightGradient panels;

    /**
     * The weight gradient of a convolution.
     *
     * @param in shape of the convolution's input
     * @param channels of its output
     * @param kernel 1 or 3
     * @param stride 1 or 2
     * @param scratch at least {@link #scratch} floats; may be shared by gradients that are not computed at once
     */
    public WeightGradient(Shape in, int channels, int kernel, int stride, Scratch scratch) {
        this(ConvolutionShape.square(in, Convolution.output(in, channels, kernel, stride), kernel, stride), scratch);
    }

    /**
     * The weight gradient of a convolution of any window, in groups.
     *
     * @param scratch at least {@link #scratch(ConvolutionShape)} floats
     */
    public WeightGradient(ConvolutionShape shape, Scratch scratch) {
        boolean many = PanelWeightGradient.suits(shape);
        this.panels = many ? new PanelWeightGradient(shape, scratch) : null;
        this.general = many || (shape.regular() && !projects(shape)) ? null : new GeneralWeightGradient(shape, scratch);
        this.in = shape.in();
        this.out = shape.out();
        this.kernel = shape.rows().kernel();
        this.stride = shape.rows().stride();
        this.taps = kernel * kernel;
        call.sums = scratch.data();
        this.first = scratch.first();
        call.inPlane = in.plane();
        call.outPlane = out.plane();
        call.width = out.width();
        call.inSkip = 2 * in.row() - 2 * out.width() * L;
        call.filter = in.channels() * taps * L;
    }

    /** Floats of scratch that a gradient of so many weights needs. */
    public static int scratch(int weights) {
        return weights * L;
    }

    /** Floats of scratch that a gradient needs. */
    public static int scratch(ConvolutionShape shape) {
        if (PanelWeightGradient.suits(shape)) {
            return PanelWeightGradient.scratch(shape);
        }
        return shape.regular() ? scratch(shape.weights()) : GeneralWeightGradient.scratch(shape);
    }

    /** Whether it has one tap and no stride: the general one takes several input channels together. */
    private static boolean projects(ConvolutionShape shape) {
        return shape.area() == 1 && shape.rows().stride() == 1;
    }

    /** Starts a sum over groups. */
    public void clear() {
        if (panels != null) {
            panels.clear();
            return;
        }
        if (general != null) {
            general.clear();
            return;
        }
        Arrays.fill(call.sums, first, first + scratch(out.channels() * in.channels() * taps), 0);
    }

    /**
     * Adds a group.
     *
     * @param input the convolution's input
     * @param output the gradient of its output; zero at borders and in lanes without an image
     */
    public void add(Tensor input, Tensor output) {
        if (panels != null) {
            panels.add(input, output);
            return;
        }
        if (general != null) {
            general.add(input, output);
            return;
        }
        call.in = input.data();
        call.out = output.data();
        int rows = Math.max(1, RUN / stride / out.width());
        for (int y = 0; y < out.height(); y += rows) {
            int several = Math.min(rows, out.height() - y);
            call.pixels = stride == 1 ? (several - 1) * (out.width() + 2) + out.width() : several * out.width();
            rows(input.at(0, stride * y - kernel / 2, -(kernel / 2)), output.at(0, y, 0));
        }
    }

    /**
     * Ends the sum.
     *
     * @param gradient receives {@code [out][in][k][k]} from {@code at} on
     */
    public void finish(float[] gradient, int at) {
        if (panels != null) {
            panels.finish(gradient, at);
            return;
        }
        if (general != null) {
            general.finish(gradient, at);
            return;
        }
        int weights = out.channels() * in.channels() * taps;
        LaneTree.sums(call.sums, first, weights, gradient, at);
    }

    /**
     * A run of rows: at stride 1 it crosses the borders, where the output's gradient is zero, so that one loop does it; at
     * stride 2 the loop skips them.
     */
    private void rows(int x, int d) {
        for (int o = 0; o < out.channels(); ) {
            int block = out.channels() - o >= BLOCK ? BLOCK : 1;
            for (int i = 0; i < in.channels(); ) {
                int inputs = inputs(block, in.channels() - i);
                for (int row = 0; row < kernel; row++) {
                    int from = x + i * in.plane() + row * in.row();
                    int s = first + ((o * in.channels() + i) * taps + row * kernel) * L;
                    for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                        tile(block, inputs, from + lane, d + o * out.plane() + lane, s + lane);
                    }
                }
                i += inputs;
            }
            o += block;
        }
    }

    /** Input channels that a tile takes together. */
    private int inputs(int block, int left) {
        boolean single = kernel == 1 && block == BLOCK;
        return single && Lanes.MANY_REGISTERS && left >= BLOCK ? BLOCK : 1;
    }

    private void tile(int block, int inputs, int x, int d, int s) {
        if (kernel == 3) {
            three(block == BLOCK, x, d, s);
        } else if (inputs == BLOCK) {
            StrideWeightTiles.sum4x4(call, x, d, s);
        } else if (block == BLOCK) {
            StrideWeightTiles.sum4x1(call, x, d, s);
        } else {
            StrideWeightTiles.sum1x1(call, x, d, s);
        }
    }

    private void three(boolean four, int x, int d, int s) {
        if (stride == 1) {
            if (four) {
                WeightTiles.sum4x3(call, x, d, s);
            } else {
                WeightTiles.sum1x3(call, x, d, s);
            }
        } else if (four) {
            StrideWeightTiles.sum4x3(call, x, d, s);
        } else {
            StrideWeightTiles.sum1x3(call, x, d, s);
        }
    }
}
