package io.lossatlas.engine.kernel.convolution;

import io.lossatlas.engine.kernel.Lanes;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;

/**
 * The data gradient of a 3x3 convolution at stride 2 over planes of even height and width: every pixel of the output's
 * gradient is read once for the four pixels of the input's gradient that begin at it. Belongs to one thread.
 */
final class ScatterGradient {
    private static final int L = Lanes.LOGICAL;
    private static final int TAPS = 9;
    private static final float[] ZEROS = new float[L];

    private final Shape in;
    private final Shape out;
    private final ScatterGradientCall call = new ScatterGradientCall();

    ScatterGradient(Shape in, Shape out) {
        this.in = in;
        this.out = out;
        call.channels = out.channels();
        call.filter = out.channels() * TAPS;
        call.weights = new float[in.channels() * call.filter];
        call.inRow = out.row();
        call.inPlane = out.plane();
        call.outRow = in.row();
        call.outPlane = in.plane();
    }

    /** Whether it is made for a convolution. */
    static boolean suits(Shape in, int kernel, int stride) {
        return kernel == 3 && stride == 2 && in.height() % 2 == 0 && in.width() % 2 == 0;
    }

    /** Takes weights {@code [out][in][3][3]} from index {@code first} on. */
    void load(float[] weights, int first) {
        int n = 0;
        for (int i = 0; i < in.channels(); i++) {
            for (int o = 0; o < out.channels(); o++) {
                System.arraycopy(weights, first + (o * in.channels() + i) * TAPS, call.weights, n, TAPS);
                n += TAPS;
            }
        }
    }

    /** Writes the gradient of the input. */
    void run(Tensor output, Tensor to) {
        call.added = ZEROS;
        call.addedStep = 0;
        all(output, to);
    }

    /** Adds the gradient of the input to what {@code to} holds. */
    void runAdding(Tensor output, Tensor to) {
        call.added = to.data();
        call.addedStep = 1;
        all(output, to);
    }

    private void all(Tensor output, Tensor to) {
        call.in = output.data();
        call.out = to.data();
        int step = Lanes.MANY_REGISTERS ? 2 : 1;
        for (int y = 0; y < out.height(); y++) {
            for (int i = 0; i < in.channels(); i += step) {
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    row(Math.min(step, in.channels() - i), i, output.at(0, y, 0) + lane, to.at(i, 2 * y, 0) + lane);
                }
            }
        }
    }

    private void row(int channels, int i, int at, int to) {
        int weight = i * call.filter;
        int x = 0;
        for (; x + 1 < out.width(); x += 2) {
            if (channels == 2) {
                ScatterTiles.tile2x2(call, at + x * L, weight, to + 2 * x * L);
            } else {
                ScatterTiles.tile1x2(call, at + x * L, weight, to + 2 * x * L);
            }
        }
        for (; x < out.width(); x++) {
            for (int c = 0; c < channels; c++) {
                ScatterTiles.tile1x1(call, at + x * L, weight + c * call.filter, to + c * call.outPlane + 2 * x * L);
            }
        }
    }
}
