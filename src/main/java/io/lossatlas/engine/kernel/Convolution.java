package io.lossatlas.engine.kernel;

import java.util.Arrays;

/**
 * A convolution of square kernel {@code k}, padding {@code k / 2}, over tensors with their images in the lanes:
 * {@code out[o][y][x] = max(floor, added[o][y][x] + bias[o] + sum_{i,ky,kx} in[i][s y + ky - p][s x + kx - p] w[o][i][ky][kx])}.
 * The terms are taken in this order with one fused multiply-add each, so that a result depends neither on the vector's
 * width nor on the tile that computed it. Belongs to one thread.
 */
public final class Convolution {
    private static final int TILE = 7;
    private static final float[] ZEROS = new float[Lanes.LOGICAL];

    private final Shape in;
    private final Shape out;
    private final int stride;
    private final int first;
    private final int[] taps;
    private final int[] rows;
    private final Operands operands = new Operands();

    /**
     * A convolution.
     *
     * @param in shape of what it reads
     * @param channels of what it writes
     * @param kernel 1 or 3
     * @param stride 1 or 2
     */
    public Convolution(Shape in, int channels, int kernel, int stride) {
        this.in = in;
        this.out = output(in, channels, kernel, stride);
        this.stride = stride;
        this.first = in.at(0, -(kernel / 2), -(kernel / 2));
        this.taps = taps(in, kernel);
        boolean wide = kernel == 3 && stride == 1;
        this.rows = wide ? everyThird(taps) : taps;
        operands.inStep = stride * Lanes.LOGICAL;
        operands.outStep = Lanes.LOGICAL;
        operands.outPlane = out.plane();
        operands.filter = taps.length;
    }

    /** The shape that a convolution writes. */
    public static Shape output(Shape in, int channels, int kernel, int stride) {
        if (kernel != 1 && kernel != 3) {
            throw new IllegalArgumentException("kernel must be 1 or 3, not " + kernel);
        }
        if (stride != 1 && stride != 2) {
            throw new IllegalArgumentException("stride must be 1 or 2, not " + stride);
        }
        int reach = kernel - 2 * (kernel / 2);
        return new Shape(channels, (in.height() - reach) / stride + 1, (in.width() - reach) / stride + 1);
    }

    /** The shape that it writes. */
    public Shape output() {
        return out;
    }

    /**
     * Convolves.
     *
     * @param from of the input's shape
     * @param weights holds weights and biases
     * @param filters index of the first weight of {@code [out][in][k][k]}
     * @param biases index of the first of {@code [out]} biases
     * @param floor smallest value that is stored: 0 for ReLU, negative infinity for none
     * @param to of the output's shape; its borders stay as they are
     */
    public void run(Tensor from, float[] weights, int filters, int biases, float floor, Tensor to) {
        operands.added = ZEROS;
        operands.addedStep = 0;
        convolve(from, weights, filters, biases, floor, to);
    }

    /**
     * Convolves and adds.
     *
     * @param added of the output's shape; may be {@code to} itself
     */
    public void runAdding(Tensor from, Tensor added, float[] weights, int filters, int biases, float floor, Tensor to) {
        operands.added = added.data();
        operands.addedStep = 1;
        operands.addedShift = added.offset() - to.offset();
        convolve(from, weights, filters, biases, floor, to);
    }

    private void convolve(Tensor from, float[] weights, int filters, int biases, float floor, Tensor to) {
        operands.in = from.data();
        operands.out = to.data();
        operands.weights = weights;
        operands.floor = floor;
        int tiled = out.width() - out.width() % TILE;
        for (int y = 0; y < out.height(); y++) {
            int at = from.offset() + first + y * stride * in.row();
            int into = to.at(0, y, 0);
            operands.taps = rows;
            for (int x = 0; x < tiled; x += TILE) {
                tile(at + x * operands.inStep, filters, biases, into + x * Lanes.LOGICAL);
            }
            operands.taps = taps;
            for (int x = tiled; x < out.width(); x++) {
                pixel(at + x * operands.inStep, filters, biases, into + x * Lanes.LOGICAL);
            }
        }
    }

    private void tile(int at, int filters, int biases, int into) {
        int step = Lanes.MANY_REGISTERS ? 2 : 1;
        for (int o = 0; o < out.channels(); o += step) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                tile(o, at + lane, filters + o * taps.length, biases + o, into + lane + o * out.plane());
            }
        }
    }

    private void tile(int o, int at, int filter, int bias, int into) {
        boolean two = Lanes.MANY_REGISTERS && o + 1 < out.channels();
        if (rows == taps) {
            if (two) {
                TapTiles.taps2x7(operands, at, filter, bias, into);
            } else {
                TapTiles.taps1x7(operands, at, filter, bias, into);
            }
        } else if (two) {
            RowTiles.rows2x7(operands, at, filter, bias, into);
        } else {
            RowTiles.rows1x7(operands, at, filter, bias, into);
        }
    }

    private void pixel(int at, int filters, int biases, int into) {
        for (int o = 0; o < out.channels(); o++) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                TapTiles.taps1x1(
                        operands, at + lane, filters + o * taps.length, biases + o, into + lane + o * out.plane());
            }
        }
    }

    private static int[] taps(Shape in, int kernel) {
        int[] taps = new int[in.channels() * kernel * kernel];
        int n = 0;
        for (int channel = 0; channel < in.channels(); channel++) {
            for (int ky = 0; ky < kernel; ky++) {
                for (int kx = 0; kx < kernel; kx++) {
                    taps[n++] = channel * in.plane() + ky * in.row() + kx * Lanes.LOGICAL;
                }
            }
        }
        return taps;
    }

    private static int[] everyThird(int[] taps) {
        int[] third = new int[taps.length / 3];
        Arrays.setAll(third, n -> taps[3 * n]);
        return third;
    }
}
