package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import java.util.Arrays;

/**
 * The sum that defines a convolution, term by term: from {@code added + bias} on one fused multiply-add a term, in the order
 * of input channels, kernel rows and kernel columns.
 */
final class DirectConvolution implements ConvolutionKernel {
    private static final int TILE = 7;

    private final Geometry geometry;
    private final int[] taps;
    private final int[] rows;
    private final ConvolutionCall call = new ConvolutionCall();
    private int filters;
    private int biases;

    DirectConvolution(Geometry geometry) {
        this.geometry = geometry;
        this.taps = geometry.taps();
        this.rows = geometry.threeInARow() ? everyThird(taps) : taps;
        call.inStep = geometry.inStep();
        call.outStep = geometry.outStep();
        call.outPlane = geometry.out().plane();
        call.filter = taps.length;
    }

    @Override
    public Shape output() {
        return geometry.out();
    }

    @Override
    public void load(float[] weights, int first, int bias) {
        call.weights = weights;
        filters = first;
        biases = bias;
    }

    @Override
    public void run(Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        run(from.data(), from.offset(), addition, floor, to.data(), to.offset());
    }

    /** Convolves what lies in {@code in} from {@code from} on, into {@code out} from {@code to} on. */
    void run(float[] in, int from, ConvolutionCall addition, float floor, float[] out, int to) {
        call.added = addition.added;
        call.addedStep = addition.addedStep;
        call.addedShift = addition.addedShift;
        call.in = in;
        call.out = out;
        call.floor = floor;
        int width = geometry.columns();
        int tiled = width - width % TILE;
        for (int y = 0; y < geometry.rows(); y++) {
            int at = from + geometry.inFirst() + y * geometry.inRow();
            int into = to + geometry.outFirst() + y * geometry.outRow();
            call.taps = rows;
            for (int x = 0; x < tiled; x += TILE) {
                tile(at + x * geometry.inStep(), into + x * geometry.outStep());
            }
            call.taps = taps;
            for (int x = tiled; x < width; x++) {
                pixel(at + x * geometry.inStep(), into + x * geometry.outStep());
            }
        }
    }

    private void tile(int at, int into) {
        int channels = geometry.out().channels();
        int step = Lanes.MANY_REGISTERS ? 2 : 1;
        for (int o = 0; o < channels; o += step) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                boolean two = Lanes.MANY_REGISTERS && o + 1 < channels;
                tile(two, at + lane, filters + o * taps.length, biases + o, into + lane + o * call.outPlane);
            }
        }
    }

    private void tile(boolean two, int at, int filter, int bias, int into) {
        if (rows == taps) {
            if (two) {
                TapTiles.taps2x7(call, at, filter, bias, into);
            } else {
                TapTiles.taps1x7(call, at, filter, bias, into);
            }
        } else if (call.inStep == 2 * Lanes.LOGICAL) {
            if (two) {
                StrideTiles.rows2x7(call, at, filter, bias, into);
            } else {
                StrideTiles.rows1x7(call, at, filter, bias, into);
            }
        } else if (two) {
            RowTiles.rows2x7(call, at, filter, bias, into);
        } else {
            RowTiles.rows1x7(call, at, filter, bias, into);
        }
    }

    private void pixel(int at, int into) {
        for (int o = 0; o < geometry.out().channels(); o++) {
            for (int lane = 0; lane < Lanes.LOGICAL; lane += Lanes.WIDTH) {
                int filter = filters + o * taps.length;
                TapTiles.taps1x1(call, at + lane, filter, biases + o, into + lane + o * call.outPlane);
            }
        }
    }

    private static int[] everyThird(int[] taps) {
        int[] third = new int[taps.length / 3];
        Arrays.setAll(third, n -> taps[3 * n]);
        return third;
    }
}
