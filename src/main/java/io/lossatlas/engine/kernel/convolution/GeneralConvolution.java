package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionKernel;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.PaddedPlanes;
import io.lossatlas.engine.kernel.convolution.window.TapAxis;

/**
 * A convolution in groups of channels, of any window: group after group a {@link DirectKernel}, whose order of sums it has. Where
 * a window reaches further than a tensor's border, a group's planes are copied with as many zeros around them first.
 */
final class GeneralConvolution implements ConvolutionKernel {
    private static final int L = Lanes.LOGICAL;

    private final Shape out;
    private final int groups;
    private final int inChannels;
    private final int outChannels;
    private final int filter;
    private final PaddedPlanes planes;
    private final Scratch scratch;
    private final DirectKernel direct;
    private float[] weights;
    private int filters;
    private int biases;

    /**
     * Sums over windows.
     *
     * @param in shape of what is read
     * @param out shape of what is written, or of which a part is
     * @param scratch at least {@link #scratch} floats
     */
    GeneralConvolution(Shape in, Shape out, int groups, TapAxis rows, TapAxis columns, Scratch scratch) {
        this.out = out;
        this.groups = groups;
        this.inChannels = in.channels() / groups;
        this.outChannels = out.channels() / groups;
        this.planes = new PaddedPlanes(in, inChannels, rows, columns);
        this.scratch = scratch;
        int[] taps = taps(planes, inChannels, rows, columns);
        this.filter = taps.length;
        Shape made = new Shape(outChannels, out.height(), out.width());
        Geometry geometry = new Geometry(
                made,
                rows.count(),
                columns.count(),
                planes.at(rows.first(), columns.first()),
                rows.step() * planes.row(),
                columns.step() * L,
                made.at(0, rows.outFirst(), columns.outFirst()),
                rows.outStep() * made.row(),
                columns.outStep() * L,
                taps,
                rows.offsets().size() * columns.offsets().size(),
                columns.threeInARow());
        Scratch rest = new Scratch(scratch.data(), scratch.first() + planes.scratch());
        this.direct = groups == 1 ? DirectKernel.of(geometry, rest) : new DirectConvolution(geometry);
    }

    /** A forward pass. */
    static GeneralConvolution forward(ConvolutionShape shape, Scratch scratch) {
        return new GeneralConvolution(
                shape.in(), shape.out(), shape.groups(), shape.forwardRows(), shape.forwardColumns(), scratch);
    }

    /** Floats of scratch that sums over windows need. */
    static int scratch(Shape in, Shape out, int groups, TapAxis rows, TapAxis columns) {
        int channels = in.channels() / groups;
        int terms = channels * rows.offsets().size() * columns.offsets().size();
        int direct = groups == 1 ? DirectKernel.scratch(out.channels(), terms) : 0;
        return Math.addExact(new PaddedPlanes(in, channels, rows, columns).scratch(), direct);
    }

    /** From a sum's first pixel to each that it reads: channel after channel, row after row. */
    static int[] taps(PaddedPlanes planes, int channels, TapAxis rows, TapAxis columns) {
        int[] taps = new int
                [Math.multiplyExact(
                        channels, rows.offsets().size() * columns.offsets().size())];
        int n = 0;
        for (int channel = 0; channel < channels; channel++) {
            for (int row : rows.offsets()) {
                for (int column : columns.offsets()) {
                    taps[n++] = channel * planes.plane() + row * planes.row() + column * L;
                }
            }
        }
        return taps;
    }

    @Override
    public Shape output() {
        return out;
    }

    @Override
    public void load(float[] from, int first, int bias) {
        weights = from;
        filters = first;
        biases = bias;
        if (groups == 1) {
            direct.load(weights, filters, biases);
        }
    }

    @Override
    public void run(Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        for (int g = 0; g < groups; g++) {
            run(g, from, addition, floor, to);
        }
    }

    /** One group of channels. */
    void run(int group, Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        int at = planes.load(from, group * inChannels, scratch);
        int into = to.offset() + group * outChannels * out.plane();
        if (groups > 1) {
            direct.load(weights, filters + group * outChannels * filter, biases + group * outChannels);
        }
        direct.run(planes.data(from, scratch), at, addition, floor, to.data(), into);
    }

    /** Whether it reads anything: it writes zeros, or what is added, where it does not. */
    boolean reads() {
        return filter > 0;
    }
}
