package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionCall;
import io.lossatlas.engine.kernel.convolution.window.RowSplit;
import java.util.Arrays;

/**
 * The sum that defines a convolution, term by term: from {@code added + bias} on one fused multiply-add a term, in the order
 * of input channels, kernel rows and kernel columns. A few input channels at a time, so that what a tile reads of them stays in the
 * first-level cache; between one few and the next the sums lie in the output, which changes no bit of them.
 */
final class DirectConvolution implements DirectKernel {
    private static final int TILE = 7;
    private static final int BLOCK = 4;
    private static final int PAIR = 2;

    /** Cache lines that a tile may read of the input channels that are taken together, about. */
    private static final int LINES = 256;

    /** What leaves every sum as it is when added, zeros of either sign included. */
    private static final float[] NOTHING = {-0f, -0f, -0f, -0f};

    private static final float NO_FLOOR = Float.NEGATIVE_INFINITY;

    private final Geometry geometry;
    private final int channels;
    private final int filter;
    private final boolean threes;
    /** Widths of the tiles of a row. */
    private final int[] split;
    /** Taps of the input channels that are taken together, and the first of each three. */
    private final int[][] taps;

    private final int[][] rows;
    private final ConvolutionCall call = new ConvolutionCall();
    private float[] weights;
    private int filters;
    private int biases;

    DirectConvolution(Geometry geometry) {
        this.geometry = geometry;
        this.channels = geometry.out().channels();
        this.filter = geometry.taps().length;
        this.threes = geometry.threeInARow();
        this.split = RowSplit.of(geometry.columns(), tiles());
        int widest = Arrays.stream(split).max().orElse(1);
        this.taps = parts(geometry.taps(), geometry.area(), widest);
        this.rows =
                threes ? Arrays.stream(taps).map(DirectConvolution::everyThird).toArray(int[][]::new) : taps;
        call.inStep = geometry.inStep();
        call.outStep = geometry.outStep();
        call.outPlane = geometry.out().plane();
        call.filter = filter;
    }

    /** The tiles that suit: of seven pixels, of a few for each of four channels, or for single channels. */
    private RowSplit.Tile[] tiles() {
        if (channels < BLOCK) {
            return threes ? RowSplit.tiles(TILE, 7, 8, 8, 4, 6, 1, 8) : RowSplit.tiles(TILE, 7, 8, 8, 4, 7, 1, 8);
        }
        if (Lanes.MANY_REGISTERS) {
            return RowSplit.tiles(TILE, 7, 3, 4, 1, 3);
        }
        return threes ? RowSplit.tiles(TILE, 7, 2, 2, 1, 2) : RowSplit.tiles(2, 2, 1, 2);
    }

    @Override
    public Shape output() {
        return geometry.out();
    }

    @Override
    public void load(float[] from, int first, int bias) {
        weights = from;
        filters = first;
        biases = bias;
    }

    @Override
    public void run(Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        run(from.data(), from.offset(), addition, floor, to.data(), to.offset());
    }

    @Override
    public void run(float[] in, int from, ConvolutionCall addition, float floor, float[] out, int to) {
        call.weights = weights;
        call.in = in;
        call.out = out;
        call.addAs(addition);
        call.biases = weights;
        int done = 0;
        for (int part = 0; part < taps.length; part++) {
            call.floor = part == taps.length - 1 ? floor : NO_FLOOR;
            part(part, from + geometry.inFirst(), filters + done, to + geometry.outFirst());
            done += taps[part].length;
            call.added = out;
            call.addedStep = 1;
            call.addedShift = 0;
            call.biases = NOTHING;
        }
    }

    private void part(int part, int from, int weight, int to) {
        int[] every = taps[part];
        int[] threesFirst = rows[part];
        for (int y = 0; y < geometry.rows(); y++) {
            int at = from + y * geometry.inRow();
            int into = to + y * geometry.outRow();
            for (int width : split) {
                boolean row = threes && width > 3;
                call.taps = row ? threesFirst : every;
                int several = several(width);
                int o = 0;
                for (; o + several <= channels; o += several) {
                    tile(several, width, row, at, weight + o * filter, o, into);
                }
                for (; o < channels; o++) {
                    tile(1, width, row, at, weight + o * filter, o, into);
                }
                at += width * call.inStep;
                into += width * call.outStep;
            }
        }
    }

    /** Output channels that a tile takes together. */
    private static int several(int width) {
        if (width == TILE) {
            return Lanes.MANY_REGISTERS ? PAIR : 1;
        }
        return width <= 3 ? BLOCK : 1;
    }

    private void tile(int several, int width, boolean row, int at, int weight, int channel, int into) {
        int bias = call.biases == NOTHING ? 0 : biases + channel;
        int to = into + channel * call.outPlane;
        for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
            if (row) {
                rows(several == PAIR, width, at + lane, weight, bias, to + lane);
            } else if (several == BLOCK) {
                four(width, at + lane, weight, bias, to + lane);
            } else if (several == PAIR) {
                TapTiles.taps2x7(call, at + lane, weight, bias, to + lane);
            } else {
                one(width, at + lane, weight, bias, to + lane);
            }
        }
    }

    private void rows(boolean two, int width, int at, int weight, int bias, int to) {
        if (call.inStep == 2 * Lanes.LOGICAL) {
            strideRows(two, width, at, weight, bias, to);
        } else if (two) {
            RowTiles.rows2x7(call, at, weight, bias, to);
        } else {
            switch (width) {
                case 8 -> RowTiles.rows1x8(call, at, weight, bias, to);
                case TILE -> RowTiles.rows1x7(call, at, weight, bias, to);
                default -> RowTiles.rows1x4(call, at, weight, bias, to);
            }
        }
    }

    private void strideRows(boolean two, int width, int at, int weight, int bias, int to) {
        if (two) {
            StrideTiles.rows2x7(call, at, weight, bias, to);
        } else {
            switch (width) {
                case 8 -> StrideTiles.rows1x8(call, at, weight, bias, to);
                case TILE -> StrideTiles.rows1x7(call, at, weight, bias, to);
                default -> StrideTiles.rows1x4(call, at, weight, bias, to);
            }
        }
    }

    private void four(int width, int at, int weight, int bias, int to) {
        switch (width) {
            case 3 -> TapTiles.taps4x3(call, at, weight, bias, to);
            case 2 -> TapTiles.taps4x2(call, at, weight, bias, to);
            default -> TapTiles.taps4x1(call, at, weight, bias, to);
        }
    }

    private void one(int width, int at, int weight, int bias, int to) {
        switch (width) {
            case 8 -> TapTiles.taps1x8(call, at, weight, bias, to);
            case TILE -> TapTiles.taps1x7(call, at, weight, bias, to);
            case 4 -> TapTiles.taps1x4(call, at, weight, bias, to);
            case 3 -> TapTiles.taps1x3(call, at, weight, bias, to);
            case 2 -> {
                TapTiles.taps1x1(call, at, weight, bias, to);
                TapTiles.taps1x1(call, at + call.inStep, weight, bias, to + call.outStep);
            }
            default -> TapTiles.taps1x1(call, at, weight, bias, to);
        }
    }

    /** The taps in parts of as many input channels as suit the cache, as even as can be. */
    private static int[][] parts(int[] taps, int area, int width) {
        int channels = area == 0 ? 1 : taps.length / area;
        int side = (int) Math.ceil(Math.sqrt(area));
        int most = Math.max(1, LINES / Math.max(1, side * (side + width - 1)));
        int parts = (channels + most - 1) / most;
        int[][] all = new int[parts][];
        for (int part = 0; part < parts; part++) {
            all[part] = Arrays.copyOfRange(taps, part * channels / parts * area, (part + 1) * channels / parts * area);
        }
        return all;
    }

    private static int[] everyThird(int[] taps) {
        int[] third = new int[taps.length / 3];
        Arrays.setAll(third, n -> taps[3 * n]);
        return third;
    }
}
