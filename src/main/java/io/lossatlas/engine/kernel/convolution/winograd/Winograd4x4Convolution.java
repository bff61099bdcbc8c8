package io.lossatlas.engine.kernel.convolution.winograd;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionKernel;
import java.util.Arrays;

/**
 * Winograd's minimal filtering F(4x4, 3x3), after Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR
 * 2016): each tile of 4 x 4 outputs costs 36 products a pair of channels where the sum that defines it has 144. The points
 * of interpolation are 0, 3/4, -3/4, 5/4, -5/4 and infinity. Those of Lavin and Gray, 0, 1, -1, 2 and -2, double the error of
 * a layer in float.
 *
 * <p>The order of every operation is fixed: see {@link Winograd4x4Filters}, {@link Winograd4x4Inputs} and
 * {@link Winograd4x4Outputs}; {@code M = sum_i U V} by one fused multiply-add a channel in the order of channels from zero.
 * Inputs outside of the plane and its border are zeros, whatever lies there: a tile that would read them works on a copy.
 * Only the sixth row and column may be anything, since no output within the plane takes them where they lie outside.
 */
public final class Winograd4x4Convolution implements ConvolutionKernel {
    private static final int POSITIONS = Winograd4x4Filters.POSITIONS;
    private static final int PAIR = Winograd4x4Inputs.PAIR;
    private static final int W = Lanes.WIDTH;
    private static final int L = Lanes.LOGICAL;

    /** Outputs of a tile's row, and of its column. */
    private static final int SIDE = 4;

    /** Inputs of a tile's row, and of its column. */
    private static final int INPUTS = SIDE + 2;

    private static final int COLUMNS = INPUTS * 10 * L;
    private static final int COPY = INPUTS * INPUTS * L;
    private static final int SUMS = POSITIONS * PAIR * WinogradConvolution.BLOCK * L;

    private final Shape in;
    private final Shape out;
    private final int tileColumns;
    private final int tiles;
    private final float[] filters;
    private final float[] biases;
    private final Winograd4x4Filters transform = new Winograd4x4Filters();
    private final ConvolutionCall call = new ConvolutionCall();
    private final float[] scratch;
    private final int copy;
    private final int d;
    private final int m;
    private final int v;

    /**
     * A convolution of kernel 3, stride 1 and padding 1.
     *
     * @param in shape of what it reads
     * @param channels of what it writes
     * @param scratch at least {@link #scratch} floats
     */
    public Winograd4x4Convolution(Shape in, int channels, Scratch scratch) {
        this.in = in;
        this.out = new Shape(channels, in.height(), in.width());
        this.tileColumns = tiles(in.width());
        this.tiles = tiles(in.height()) * tileColumns;
        call.outPlane = out.plane();
        this.filters = new float[Math.multiplyExact(channels * in.channels(), POSITIONS)];
        this.biases = new float[channels];
        this.scratch = scratch.data();
        this.copy = scratch.first();
        this.d = copy + COPY;
        this.m = d + COLUMNS;
        this.v = m + SUMS;
    }

    /** Floats of scratch that it needs. */
    public static int scratch(Shape in) {
        return COPY + COLUMNS + SUMS + (POSITIONS + 1) * PAIR * in.channels() * L;
    }

    /** Products a pair of channels over a whole plane, tiles being taken two at a time. */
    public static long products(Shape in) {
        int tiles = tiles(in.height()) * tiles(in.width());
        return (long) POSITIONS * (tiles + tiles % PAIR);
    }

    private static int tiles(int side) {
        return (side + SIDE - 1) / SIDE;
    }

    @Override
    public Shape output() {
        return out;
    }

    @Override
    public void load(float[] weights, int first, int bias) {
        System.arraycopy(weights, bias, biases, 0, biases.length);
        int channels = in.channels();
        for (int o = 0; o < out.channels(); ) {
            int block = WinogradConvolution.block(out.channels() - o);
            transform.transform(weights, first + o * channels * 9, block, channels, filters, o * channels * POSITIONS);
            o += block;
        }
    }

    @Override
    public void run(Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        call.addAs(addition);
        call.out = to.data();
        call.floor = floor;
        for (int lane = 0; lane < L; lane += W) {
            for (int tile = 0; tile < tiles; tile += PAIR) {
                int count = Math.min(PAIR, tiles - tile);
                transform(from, lane, tile, count);
                for (int o = 0; o < out.channels(); ) {
                    int block = WinogradConvolution.block(out.channels() - o);
                    multiply(o, block);
                    Winograd4x4Outputs.rows(scratch, m, block * PAIR * INPUTS / 2);
                    for (int t = 0; t < count; t++) {
                        finish(o, block, m + t * Winograd4x4Outputs.TILE, lane, tile + t, to);
                    }
                    o += block;
                }
            }
        }
    }

    private void transform(Tensor from, int lane, int tile, int count) {
        boolean neighbours = count == PAIR && (tile + 1) % tileColumns != 0;
        if (neighbours && inside(tile) && inside(tile + 1)) {
            int at = first(from, tile) + lane;
            for (int i = 0; i < in.channels(); i++) {
                int to = v + i * Winograd4x4Inputs.CHANNEL;
                Winograd4x4Inputs.columns(from.data(), at + i * in.plane(), in.row(), 5, scratch, d);
                Winograd4x4Inputs.rows(scratch, d, scratch, to);
                Winograd4x4Inputs.rows(scratch, d + SIDE * W, scratch, to + W);
            }
            return;
        }
        for (int t = 0; t < count; t++) {
            if (inside(tile + t)) {
                whole(from.data(), first(from, tile + t) + lane, v + t * W);
            } else {
                ragged(from.data(), first(from, tile + t) + lane, tile + t, v + t * W);
            }
        }
    }

    /** Index of a tile's first input, one up and one left of its first output. */
    private int first(Tensor from, int tile) {
        return from.at(0, SIDE * (tile / tileColumns) - 1, SIDE * (tile % tileColumns) - 1);
    }

    /** Whether all inputs of a tile but its sixth row and column lie within the plane and its border. */
    private boolean inside(int tile) {
        return rows(tile) >= SIDE - 1 && columns(tile) >= SIDE - 1;
    }

    /** Output rows of a tile within the plane, or more. */
    private int rows(int tile) {
        return in.height() - SIDE * (tile / tileColumns);
    }

    private int columns(int tile) {
        return in.width() - SIDE * (tile % tileColumns);
    }

    private void whole(float[] data, int at, int to) {
        for (int i = 0; i < in.channels(); i++) {
            Winograd4x4Inputs.columns(data, at + i * in.plane(), in.row(), 3, scratch, d);
            Winograd4x4Inputs.rows(scratch, d, scratch, to + i * Winograd4x4Inputs.CHANNEL);
        }
    }

    private void ragged(float[] data, int at, int tile, int to) {
        int copiedRows = Math.min(INPUTS, rows(tile) + 2);
        int floats = (Math.min(INPUTS, columns(tile) + 2) - 1) * L + W;
        Arrays.fill(scratch, copy, copy + COPY, 0);
        for (int i = 0; i < in.channels(); i++) {
            for (int r = 0; r < copiedRows; r++) {
                System.arraycopy(data, at + i * in.plane() + r * in.row(), scratch, copy + r * INPUTS * L, floats);
            }
            Winograd4x4Inputs.columns(scratch, copy, INPUTS * L, 3, scratch, d);
            Winograd4x4Inputs.rows(scratch, d, scratch, to + i * Winograd4x4Inputs.CHANNEL);
        }
    }

    private void multiply(int o, int block) {
        int channels = in.channels();
        for (int p = 0; p < POSITIONS; p++) {
            int x = v + p * Winograd4x4Inputs.POSITION;
            int u = (o * POSITIONS + p * block) * channels;
            int to = m + p * W;
            switch (block) {
                case 8 -> Winograd4x4Products.product8x2(scratch, x, filters, u, channels, scratch, to);
                case 4 -> Winograd4x4Products.product4x2(scratch, x, filters, u, channels, scratch, to);
                default -> Winograd4x4Products.product1x2(scratch, x, filters, u, channels, scratch, to);
            }
        }
    }

    private void finish(int o, int block, int sums, int lane, int tile, Tensor to) {
        int y = SIDE * (tile / tileColumns);
        int x = SIDE * (tile % tileColumns);
        int into = to.at(o, y, x) + lane;
        int below1 = rows(tile) > 1 ? out.row() : 0;
        int below2 = rows(tile) > 2 ? 2 * out.row() : 0;
        int below3 = rows(tile) > 3 ? 3 * out.row() : 0;
        int columns = Math.min(SIDE, columns(tile));
        for (int c = 0; c < columns; c++) {
            int from = sums + c * W;
            int at = into + c * L;
            if (call.addedStep == 0) {
                Winograd4x4Outputs.column(scratch, from, block, call, biases, o, at, below1, below2, below3);
            } else {
                Winograd4x4Outputs.columnAdding(scratch, from, block, call, biases, o, at, below1, below2, below3);
            }
        }
    }
}
