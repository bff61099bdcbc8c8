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
    private final ConvolutionCall operands = new ConvolutionCall();
    private int filters;
    private int biases;

    DirectConvolution(Geometry geometry) {
        this.geometry = geometry;
        this.taps = geometry.taps();
        this.rows = geometry.threeInARow() ? everyThird(taps) : taps;
        operands.inStep = geometry.inStep();
        operands.outStep = geometry.outStep();
        operands.outPlane = geometry.out().plane();
        operands.filter = taps.length;
    }

    @Override
    public Shape output() {
        return geometry.out();
    }

    @Override
    public void load(float[] weights, int first, int bias) {
        operands.weights = weights;
        filters = first;
        biases = bias;
    }

    @Override
    public void run(Tensor from, ConvolutionCall addition, float floor, Tensor to) {
        operands.added = addition.added;
        operands.addedStep = addition.addedStep;
        operands.addedShift = addition.addedShift;
        operands.in = from.data();
        operands.out = to.data();
        operands.floor = floor;
        int width = geometry.columns();
        int tiled = width - width % TILE;
        for (int y = 0; y < geometry.rows(); y++) {
            int at = from.offset() + geometry.inFirst() + y * geometry.inRow();
            int into = to.offset() + geometry.outFirst() + y * geometry.outRow();
            operands.taps = rows;
            for (int x = 0; x < tiled; x += TILE) {
                tile(at + x * geometry.inStep(), into + x * geometry.outStep());
            }
            operands.taps = taps;
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
        } else if (operands.inStep == 2 * Lanes.LOGICAL) {
            if (two) {
                StrideTiles.rows2x7(operands, at, filter, bias, into);
            } else {
                StrideTiles.rows1x7(operands, at, filter, bias, into);
            }
        } else if (two) {
            RowTiles.rows2x7(operands, at, filter, bias, into);
        } else {
            RowTiles.rows1x7(operands, at, filter, bias, into);
        }
    }

    private void pixel(int at, int into) {
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
