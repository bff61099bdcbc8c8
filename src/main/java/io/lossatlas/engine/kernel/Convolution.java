package io.lossatlas.engine.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A convolution of square kernel {@code k}, padding {@code p = k / 2}, over tensors with their images in the lanes:
 * {@code out[o][y][x] = max(floor, added[o][y][x] + bias[o] + sum_{i,ky,kx} in[i][s y + ky - p][s x + kx - p] w[o][i][ky][kx])}.
 * The terms are taken in this order with one fused multiply-add each, so that a result depends neither on the vector's
 * width nor on the tile that computed it. Belongs to one thread.
 */
public final class Convolution {
    private static final int TILE = 7;
    private static final float[] ZEROS = new float[Lanes.LOGICAL];

    private final Geometry geometry;
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
        this(Geometry.forward(in, channels, kernel, stride));
    }

    private Convolution(Geometry geometry) {
        this.geometry = geometry;
        this.taps = geometry.taps();
        this.rows = geometry.threeInARow() ? everyThird(taps) : taps;
        operands.inStep = geometry.inStep();
        operands.outStep = geometry.outStep();
        operands.outPlane = geometry.out().plane();
        operands.filter = taps.length;
    }

    /** The shape that a convolution writes. */
    public static Shape output(Shape in, int channels, int kernel, int stride) {
        return Geometry.forward(in, channels, kernel, stride).out();
    }

    /** The parts that together write a convolution's data gradient, each with filters of its own; see {@link DataGradient}. */
    static List<Convolution> parts(List<Geometry> geometries) {
        List<Convolution> parts = new ArrayList<>();
        geometries.forEach(geometry -> parts.add(new Convolution(geometry)));
        return List.copyOf(parts);
    }

    /** The shape that it writes. */
    public Shape output() {
        return geometry.out();
    }

    /** Weights of one filter. */
    int filter() {
        return taps.length;
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
        int width = geometry.columns();
        int tiled = width - width % TILE;
        for (int y = 0; y < geometry.rows(); y++) {
            int at = from.offset() + geometry.inFirst() + y * geometry.inRow();
            int into = to.offset() + geometry.outFirst() + y * geometry.outRow();
            operands.taps = rows;
            for (int x = 0; x < tiled; x += TILE) {
                tile(at + x * geometry.inStep(), filters, biases, into + x * geometry.outStep());
            }
            operands.taps = taps;
            for (int x = tiled; x < width; x++) {
                pixel(at + x * geometry.inStep(), filters, biases, into + x * geometry.outStep());
            }
        }
    }

    private void tile(int at, int filters, int biases, int into) {
        int channels = geometry.out().channels();
        int step = Lanes.MANY_REGISTERS ? 2 : 1;
        for (int o = 0; o < channels; o += step) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                boolean two = Lanes.MANY_REGISTERS && o + 1 < channels;
                tile(two, at + lane, filters + o * taps.length, biases + o, into + lane + o * operands.outPlane);
            }
        }
    }

    private void tile(boolean two, int at, int filter, int bias, int into) {
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
        for (int o = 0; o < geometry.out().channels(); o++) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                int filter = filters + o * taps.length;
                TapTiles.taps1x1(operands, at + lane, filter, biases + o, into + lane + o * operands.outPlane);
            }
        }
    }

    private static int[] everyThird(int[] taps) {
        int[] third = new int[taps.length / 3];
        Arrays.setAll(third, n -> taps[3 * n]);
        return third;
    }
}
