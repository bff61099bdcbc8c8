package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionKernel;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.winograd.Winograd4x4Convolution;
import io.lossatlas.engine.kernel.convolution.winograd.WinogradConvolution;

/**
 * A convolution over tensors with their images in the lanes, here with square kernel {@code k} and padding {@code p = k / 2}:
 * {@code out[o][y][x] = max(floor, added[o][y][x] + bias[o] + sum_{i,ky,kx} in[i][s y + ky - p][s x + kx - p] w[o][i][ky][kx])}.
 * {@link ConvolutionShape} has the sum of any other.
 * By which algorithm, and in which order it sums, depends on the shape alone, and so a result depends neither on the
 * vector's width nor on the tile that computed it. Belongs to one thread.
 */
public final class Convolution {
    private static final float[] ZEROS = new float[Lanes.LOGICAL];

    /** Input channels from which on transforming tiles of 2 x 2 outputs costs less than the products that it saves. */
    private static final int WINOGRAD_CHANNELS = 4;

    /** The same of 4 x 4 outputs, against 2 x 2. */
    private static final int WINOGRAD_4X4_CHANNELS = 8;

    private final ConvolutionKernel kernel;
    private final ConvolutionCall addition = new ConvolutionCall();

    /**
     * A convolution.
     *
     * @param in shape of what it reads
     * @param channels of what it writes
     * @param size 1 or 3
     * @param stride 1 or 2
     * @param scratch at least {@link #scratch} floats
     */
    public Convolution(Shape in, int channels, int size, int stride, Scratch scratch) {
        this(regular(in, channels, size, stride, scratch));
    }

    /**
     * A convolution of any window, in groups.
     *
     * @param scratch at least {@link #scratch(ConvolutionShape)} floats
     */
    public Convolution(ConvolutionShape shape, Scratch scratch) {
        this(kernel(shape, scratch));
    }

    Convolution(ConvolutionKernel kernel) {
        this.kernel = kernel;
    }

    /** The shape that a convolution writes. */
    public static Shape output(Shape in, int channels, int size, int stride) {
        return Geometry.forward(in, channels, size, stride).out();
    }

    /** Floats of scratch that a convolution needs. */
    public static int scratch(Shape in, int channels, int size, int stride) {
        if (!winograd(in, size, stride)) {
            return DirectKernel.scratch(channels, in.channels() * size * size);
        }
        return large(in) ? Winograd4x4Convolution.scratch(in) : WinogradConvolution.scratch(in);
    }

    /** Floats of scratch that a convolution needs. */
    public static int scratch(ConvolutionShape shape) {
        return shape.regular()
                ? scratch(
                        shape.in(),
                        shape.out().channels(),
                        shape.rows().kernel(),
                        shape.rows().stride())
                : GeneralConvolution.scratch(
                        shape.in(), shape.out(), shape.groups(), shape.forwardRows(), shape.forwardColumns());
    }

    private static ConvolutionKernel kernel(ConvolutionShape shape, Scratch scratch) {
        return shape.regular()
                ? regular(
                        shape.in(),
                        shape.out().channels(),
                        shape.rows().kernel(),
                        shape.rows().stride(),
                        scratch)
                : GeneralConvolution.forward(shape, scratch);
    }

    private static ConvolutionKernel regular(Shape in, int channels, int size, int stride, Scratch scratch) {
        if (!winograd(in, size, stride)) {
            return DirectKernel.of(Geometry.forward(in, channels, size, stride), scratch);
        }
        return large(in)
                ? new Winograd4x4Convolution(in, channels, scratch)
                : new WinogradConvolution(in, channels, scratch);
    }

    private static boolean winograd(Shape in, int size, int stride) {
        return size == 3 && stride == 1 && in.channels() >= WINOGRAD_CHANNELS;
    }

    /** Whether tiles of 4 x 4 outputs save a quarter of the products of those of 2 x 2: not where many of them lie outside. */
    private static boolean large(Shape in) {
        return in.channels() >= WINOGRAD_4X4_CHANNELS
                && 4 * Winograd4x4Convolution.products(in) <= 3 * WinogradConvolution.products(in);
    }

    /** The shape that it writes. */
    public Shape output() {
        return kernel.output();
    }

    /**
     * Takes weights, which must stay as they are until the next call.
     *
     * @param weights holds weights and biases
     * @param filters index of the first weight of {@code [out][in][k][k]}
     * @param biases index of the first of {@code [out]} biases
     */
    public void load(float[] weights, int filters, int biases) {
        kernel.load(weights, filters, biases);
    }

    /**
     * Convolves.
     *
     * @param from of the input's shape
     * @param floor smallest value that is stored: 0 for ReLU, negative infinity for none
     * @param to of the output's shape; its borders stay as they are
     */
    public void run(Tensor from, float floor, Tensor to) {
        addition.added = ZEROS;
        addition.addedStep = 0;
        kernel.run(from, addition, floor, to);
    }

    /**
     * Convolves and adds.
     *
     * @param added of the output's shape; may be {@code to} itself
     */
    public void runAdding(Tensor from, Tensor added, float floor, Tensor to) {
        addition.added = added.data();
        addition.addedStep = 1;
        addition.addedShift = added.offset() - to.offset();
        kernel.run(from, addition, floor, to);
    }
}
