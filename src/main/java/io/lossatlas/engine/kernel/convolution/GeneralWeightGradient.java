package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.LaneTree;
import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.kernel.convolution.window.ConvolutionShape;
import io.lossatlas.engine.kernel.convolution.window.PaddedPlanes;
import java.util.Arrays;

/**
 * The gradient of the weights of a convolution in groups of channels, of any window, in the order of {@link WeightGradient}: each lane
 * sums its images in the order of pixels and groups of images, then one tree sums the lanes. Belongs to one thread.
 */
final class GeneralWeightGradient {
    private static final int L = Lanes.LOGICAL;

    /** Pixels of a run, about: few enough for the share of a block of filters to stay in the first-level cache. */
    private static final int RUN = 112;

    /** Filters taken together, and taps of one filter. */
    private static final int THREE = 3;

    /** Taps of three filters taken together. */
    private static final int FOUR = 4;

    /** Taps of one filter taken together. */
    private static final int NINE = 9;

    private final ConvolutionShape shape;
    private final PaddedPlanes planes;
    private final Scratch copies;
    private final int first;
    private final int corner;
    private final WeightGradientCall call = new WeightGradientCall();

    GeneralWeightGradient(ConvolutionShape shape, Scratch scratch) {
        this.shape = shape;
        this.planes = planes(shape);
        this.first = scratch.first();
        this.copies = new Scratch(scratch.data(), first + sums(shape));
        int padTop = shape.forwardRows().first();
        int padLeft = shape.forwardColumns().first();
        this.corner = planes.at(padTop, padLeft);
        call.sums = scratch.data();
        call.taps = GeneralConvolution.taps(planes, shape.channels(), shape.forwardRows(), shape.forwardColumns());
        call.outPlane = shape.out().plane();
        call.width = shape.out().width();
        call.inStep = shape.columns().stride() * L;
        call.inSkip = shape.rows().stride() * planes.row() - call.width * call.inStep;
        call.filter = call.taps.length * L;
    }

    static int scratch(ConvolutionShape shape) {
        return Math.addExact(sums(shape), planes(shape).scratch());
    }

    private static int sums(ConvolutionShape shape) {
        return Math.multiplyExact(shape.weights(), L);
    }

    private static PaddedPlanes planes(ConvolutionShape shape) {
        return new PaddedPlanes(shape.in(), shape.channels(), shape.forwardRows(), shape.forwardColumns());
    }

    /** Starts a sum over groups of images. */
    void clear() {
        Arrays.fill(call.sums, first, first + sums(shape), 0);
    }

    /**
     * Adds a group of images.
     *
     * @param output the gradient of what was made; zero in lanes without an image
     */
    void add(Tensor input, Tensor output) {
        call.in = planes.data(input, copies);
        call.out = output.data();
        for (int g = 0; g < shape.groups(); g++) {
            int x = planes.load(input, g * shape.channels(), copies) + corner;
            group(x, output, g * shape.filters());
        }
    }

    /** Ends the sum. */
    void finish(float[] gradient, int at) {
        LaneTree.sums(call.sums, first, shape.weights(), gradient, at);
    }

    private void group(int x, Tensor output, int filter) {
        int rows = Math.max(1, RUN / call.width);
        int height = shape.out().height();
        int down = shape.rows().stride() * planes.row();
        for (int y = 0; y < height; y += rows) {
            call.pixels = Math.min(rows, height - y) * call.width;
            filters(x + y * down, output.at(filter, y, 0), first + filter * call.filter);
        }
    }

    private void filters(int x, int d, int sum) {
        int filters = shape.filters();
        int o = 0;
        for (; o + THREE <= filters; o += THREE) {
            three(x, d + o * call.outPlane, sum + o * call.filter);
        }
        for (; o < filters; o++) {
            one(x, d + o * call.outPlane, sum + o * call.filter);
        }
    }

    private void three(int x, int d, int sum) {
        int taps = call.taps.length;
        int t = 0;
        for (; t + FOUR <= taps; t += FOUR) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                TapWeightTiles.sum3x4(call, x + lane, t, d + lane, sum + t * L + lane);
            }
        }
        for (; t < taps; t++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                TapWeightTiles.sum3x1(call, x + lane, t, d + lane, sum + t * L + lane);
            }
        }
    }

    private void one(int x, int d, int sum) {
        int taps = call.taps.length;
        int t = 0;
        for (; t + NINE <= taps; t += NINE) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                TapWeightTiles.sum1x9(call, x + lane, t, d + lane, sum + t * L + lane);
            }
        }
        for (; t + THREE <= taps; t += THREE) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                TapWeightTiles.sum1x3(call, x + lane, t, d + lane, sum + t * L + lane);
            }
        }
        for (; t < taps; t++) {
            for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                TapWeightTiles.sum1x1(call, x + lane, t, d + lane, sum + t * L + lane);
            }
        }
    }
}
