package io.lossatlas.engine.kernel.convolution.winograd;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionKernel;

/**
 * Winograd's minimal filtering F(2x2, 3x3), after Lavin and Gray, "Fast Algorithms for Convolutional Neural Networks" (CVPR 2016): each tile
 * of 2 x 2 outputs costs 16 products a pair of channels where the sum that defines it has 36. In this layout both
 * transforms are elementwise. Two tiles at a time: their transformed inputs and sums stay in the first-level cache.
 *
 * <p>The order of every operation is fixed: {@code U = G w G'} in double, {@code V = B' d B} and {@code y = A' M A} first
 * down the columns, {@code M = sum_i U V} by one fused multiply-add a channel in the order of channels from zero, at last
 * bias and addition: see {@link WinogradOutputs}.
 */
public final class WinogradConvolution implements ConvolutionKernel {
    private static final int POSITIONS = WinogradFilters.POSITIONS;
    private static final int W = Lanes.WIDTH;
    private static final int L = Lanes.LOGICAL;

    private static final int PAIR = WinogradInputs.PAIR;

    /** Output channels taken together at most. */
    static final int BLOCK = 8;

    private final Shape in;
    private final Shape out;
    private final int tileColumns;
    private final int tiles;
    private final float[] filters;
    private final float[] biases;
    private final WinogradFilters transform = new WinogradFilters();
    private final ConvolutionCall call = new ConvolutionCall();
    private final float[] scratch;
    private final int v;
    private final int m;

    /**
     * A convolution of kernel 3, stride 1 and padding 1.
     *
     * @param in shape of what it reads
     * @param channels of what it writes
     * @param scratch at least {@link #scratch} floats
     */
    public WinogradConvolution(Shape in, int channels, Scratch scratch) {
        this.in = in;
        this.out = new Shape(channels, in.height(), in.width());
        this.tileColumns = tiles(in.width());
        this.tiles = tiles(in.height()) * tileColumns;
        call.outPlane = out.plane();
        this.filters = new float[channels * in.channels() * POSITIONS];
        this.biases = new float[channels];
        this.scratch = scratch.data();
        this.v = scratch.first();
        this.m = v + inputs(in);
    }

    /** Floats of scratch that it needs. */
    public static int scratch(Shape in) {
        return inputs(in) + POSITIONS * PAIR * BLOCK * L;
    }

    /** Products a pair of channels over a whole plane, tiles being taken two at a time. */
    public static long products(Shape in) {
        int tiles = tiles(in.height()) * tiles(in.width());
        return (long) POSITIONS * (tiles + tiles % PAIR);
    }

    private static int tiles(int side) {
        return (side + 1) / 2;
    }

    private static int inputs(Shape in) {
        return POSITIONS * PAIR * in.channels() * L;
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
            int block = block(out.channels() - o);
            int to = o * channels * POSITIONS;
            for (int k = 0; k < block; k++) {
                for (int i = 0; i < channels; i++) {
                    int filter = first + ((o + k) * channels + i) * 9;
                    transform.transform(weights, filter, filters, to + i * block + k, channels * block);
                }
            }
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
                int second = Math.min(tile + 1, tiles - 1);
                transform(from, lane, tile, v);
                transform(from, lane, second, v + W);
                for (int o = 0; o < out.channels(); ) {
                    int block = block(out.channels() - o);
                    multiply(o, block);
                    finish(o, block, m, lane, tile, to);
                    if (second != tile) {
                        finish(o, block, m + POSITIONS * W, lane, second, to);
                    }
                    o += block;
                }
            }
        }
    }

    /** How many of the output channels that are left are taken together. */
    static int block(int left) {
        if (Lanes.MANY_REGISTERS && left >= BLOCK) {
            return BLOCK;
        }
        return left >= 4 ? 4 : 1;
    }

    private void transform(Tensor from, int lane, int tile, int to) {
        int y = 2 * (tile / tileColumns);
        int x = 2 * (tile % tileColumns);
        int channels = in.channels();
        int at = from.at(0, y - 1, x - 1) + lane;
        WinogradInputs.upper(from.data(), at, in.row(), in.plane(), channels, scratch, to);
        int half = to + 8 * WinogradInputs.POSITION;
        WinogradInputs.lower(from.data(), at, in.row(), in.plane(), channels, scratch, half);
    }

    private void multiply(int o, int block) {
        int channels = in.channels();
        for (int p = 0; p < POSITIONS; p++) {
            int x = v + p * WinogradInputs.POSITION;
            int u = (o * POSITIONS + p * block) * channels;
            int to = m + p * W;
            switch (block) {
                case 8 -> ProductTiles.product8x2(scratch, x, filters, u, channels, scratch, to);
                case 4 -> ProductTiles.product4x2(scratch, x, filters, u, channels, scratch, to);
                default -> ProductTiles.product1x2(scratch, x, filters, u, channels, scratch, to);
            }
        }
    }

    private void finish(int o, int block, int sums, int lane, int tile, Tensor to) {
        int y = 2 * (tile / tileColumns);
        int x = 2 * (tile % tileColumns);
        int into = to.at(o, y, x) + lane;
        int right = x + 1 < out.width() ? L : 0;
        int below = into + out.row();
        boolean both = y + 1 < out.height();
        if (call.addedStep == 0) {
            WinogradOutputs.first(scratch, sums, block, call, biases, o, into, right);
            if (both) {
                WinogradOutputs.second(scratch, sums, block, call, biases, o, below, right);
            }
            return;
        }
        WinogradOutputs.firstAdding(scratch, sums, block, call, biases, o, into, right);
        if (both) {
            WinogradOutputs.secondAdding(scratch, sums, block, call, biases, o, below, right);
        }
    }
}
