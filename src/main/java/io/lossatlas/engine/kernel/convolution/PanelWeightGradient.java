package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.PanelProducts;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import java.util.Arrays;

/**
 * The gradient of the weights of a convolution with many channels, as products of matrices: with 16 input channels in the lanes of a
 * vector instead of 16 images, a filter's gradient at a place of the window is a sum over pixels and images, so that it is one
 * number and not one for each image. A group of images is summed in the order of pixels and images, then groups in theirs.
 * Belongs to one thread.
 */
final class PanelWeightGradient {
    private static final int L = Lanes.LOGICAL;

    /** Weights from which on turning the input around costs little beside the products. */
    private static final int LEAST_WEIGHTS = 16_384;

    private static final int LEAST_FILTERS = 16;

    /** Share of the lanes that hold a channel, at least, in sixteenths. */
    private static final int LEAST_LANES = 12;

    /** Pixels of a row from which on a row is summed by itself. */
    private static final int LEAST_WIDTH = 4;

    private final ConvolutionShape shape;
    private final int vectors; // of 16 channels
    private final int width; // pixels of a row of one phase, of the input with its padding
    private final int row; // floats of a row of all phases
    private final int image; // floats of 16 channels
    private final int rows; // summed together
    private final int terms; // of their sum
    private final PanelProducts products;
    private final float[] slopes; // [filters][terms] where several rows are summed together
    private final float[] turned; // [vectors][rows][phases][width][16 images][16 channels], from first on
    private final int first;
    private final int group; // [taps][vectors][filters][16 channels] of one group of images
    private final int all; // of all groups

    PanelWeightGradient(ConvolutionShape shape, Scratch scratch) {
        this.shape = shape;
        this.vectors = vectors(shape);
        this.width = width(shape);
        this.row = shape.columns().stride() * width * L * L;
        this.image = height(shape) * row;
        this.rows = shape.out().width() < LEAST_WIDTH ? shape.out().height() : 1;
        this.terms = ((rows - 1) * width + shape.out().width()) * L;
        int filters = shape.out().channels();
        this.slopes = new float[rows == 1 ? 0 : filters * terms];
        this.products =
                new PanelProducts(filters, terms, rows == 1 ? shape.out().plane() : terms, 1);
        this.turned = scratch.data();
        this.first = scratch.first();
        this.group = first + vectors * image;
        this.all = group + sums(shape);
    }

    /** Whether it is faster than a sum for each image. */
    static boolean suits(ConvolutionShape shape) {
        return shape.groups() == 1
                && shape.weights() >= LEAST_WEIGHTS
                && shape.out().channels() >= LEAST_FILTERS
                && shape.in().channels() >= LEAST_LANES * vectors(shape)
                && (shape.out().width() >= LEAST_WIDTH || shape.rows().stride() == 1);
    }

    static int scratch(ConvolutionShape shape) {
        int image = Math.multiplyExact(
                height(shape), Math.multiplyExact(shape.columns().stride() * width(shape), L * L));
        return Math.addExact(Math.multiplyExact(vectors(shape), image), Math.multiplyExact(2, sums(shape)));
    }

    private static int vectors(ConvolutionShape shape) {
        return (shape.in().channels() + L - 1) / L;
    }

    private static int width(ConvolutionShape shape) {
        ConvolutionShape.Side side = shape.columns();
        return shape.out().width() + (side.kernel() - 1) * side.dilation() / side.stride();
    }

    private static int height(ConvolutionShape shape) {
        ConvolutionShape.Side side = shape.rows();
        return (shape.out().height() - 1) * side.stride() + (side.kernel() - 1) * side.dilation() + 1;
    }

    private static int sums(ConvolutionShape shape) {
        return Math.multiplyExact(
                shape.area() * vectors(shape), Math.multiplyExact(shape.out().channels(), L));
    }

    /** Starts a sum over groups of images. */
    void clear() {
        Arrays.fill(turned, all, all + sums(shape), 0);
    }

    /**
     * Adds a group of images.
     *
     * @param output the gradient of what was made; zero in lanes without an image
     */
    void add(Tensor input, Tensor output) {
        turn(input);
        Arrays.fill(turned, group, all, 0);
        for (int y = 0; y < shape.out().height(); y += rows) {
            load(output, y);
            for (int tap = 0; tap < shape.area(); tap++) {
                int from = first + y * shape.rows().stride() * row + place(tap);
                int sums = shape.out().channels() * L;
                products.add(turned, from, image, turned, group + tap * vectors * sums, sums, vectors);
            }
        }
        for (int n = 0; n < all - group; n++) {
            turned[all + n] += turned[group + n];
        }
    }

    /** From the first pixel of a row of sums to what a place of the window sees there. */
    private int place(int tap) {
        int down = tap / shape.columns().kernel() * shape.rows().dilation();
        int right = tap % shape.columns().kernel() * shape.columns().dilation();
        int stride = shape.columns().stride();
        return down * row + (right % stride * width + right / stride) * L * L;
    }

    /** Takes the gradients of a row of pixels, or of all with zeros between the rows. */
    private void load(Tensor output, int y) {
        if (rows == 1) {
            products.load(output.data(), output.at(0, y, 0));
            return;
        }
        int floats = shape.out().width() * L;
        for (int o = 0; o < shape.out().channels(); o++) {
            for (int r = 0; r < rows; r++) {
                System.arraycopy(output.data(), output.at(o, y + r, 0), slopes, o * terms + r * width * L, floats);
            }
        }
        products.load(slopes, 0);
    }

    /** Copies the input so that channels lie side by side, rows cut into those columns that a stride takes together. */
    private void turn(Tensor input) {
        int stride = shape.columns().stride();
        for (int v = 0; v < vectors; v++) {
            for (int r = 0; r < height(shape); r++) {
                int y = r - shape.rows().padding();
                int to = first + v * image + r * row;
                for (int q = 0; q < stride * width; q++) {
                    int x = q % width * stride + q / width - shape.columns().padding();
                    if (y >= 0
                            && y < shape.in().height()
                            && x >= 0
                            && x < shape.in().width()) {
                        turn(
                                input.data(),
                                input.at(v * L, y, x),
                                Math.min(L, shape.in().channels() - v * L),
                                to);
                    } else {
                        Arrays.fill(turned, to, to + L * L, 0);
                    }
                    to += L * L;
                }
            }
        }
    }

    /** One pixel of up to 16 channels. */
    private void turn(float[] in, int from, int channels, int to) {
        if (channels < L) {
            Arrays.fill(turned, to, to + L * L, 0);
        }
        int plane = shape.in().plane();
        for (int c = 0; c < channels; c++) {
            int at = from + c * plane;
            for (int lane = 0; lane < L; lane++) {
                turned[to + lane * L + c] = in[at + lane];
            }
        }
    }

    /** Ends the sum: {@code [filters][channels][taps]}. */
    void finish(float[] gradient, int at) {
        int filters = shape.out().channels();
        int channels = shape.in().channels();
        int area = shape.area();
        for (int o = 0; o < filters; o++) {
            for (int i = 0; i < channels; i++) {
                int sum = all + (i / L * filters + o) * L + i % L;
                int to = at + (o * channels + i) * area;
                for (int tap = 0; tap < area; tap++) {
                    gradient[to + tap] = turned[sum + tap * vectors * filters * L];
                }
            }
        }
    }
}
