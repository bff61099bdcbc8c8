package io.lossatlas.engine.kernel;

import java.util.Arrays;

/**
 * The gradient of a convolution's weights:
 * {@code dw[o][i][ky][kx] = sum over images, y, x of dz[o][y][x] in[i][s y + ky - p][s x + kx - p]}. Each of the 16 lanes
 * sums its images in the order of pixels and groups; then one fixed tree sums the lanes. Belongs to one thread.
 */
public final class WeightGradient {
    private static final int L = Lanes.LOGICAL;

    /** Rows taken together: few enough for two planes' share to stay in the first-level cache. */
    private static final int ROWS = 7;

    private final Shape in;
    private final Shape out;
    private final int kernel;
    private final int stride;
    private final int taps;
    private final float[] lanes = new float[L];
    private final WeightTiles.Run run = new WeightTiles.Run();

    /**
     * The weight gradient of a convolution.
     *
     * @param in shape of the convolution's input
     * @param channels of its output
     * @param kernel 1 or 3
     * @param stride 1 or 2
     * @param sums at least {@link #sums} floats of scratch; may be shared by gradients that are not computed at once
     */
    public WeightGradient(Shape in, int channels, int kernel, int stride, float[] sums) {
        this.in = in;
        this.out = Convolution.output(in, channels, kernel, stride);
        this.kernel = kernel;
        this.stride = stride;
        this.taps = kernel * kernel;
        run.sums = sums;
        run.inStep = stride * L;
        run.inRow = in.row();
        run.outPlane = out.plane();
        run.filter = in.channels() * taps * L;
    }

    /** Floats of scratch that a gradient of so many weights needs, from an index that suits the CPU's cache lines. */
    public static int sums(int weights) {
        return Arena.FIRST + weights * L;
    }

    /** Starts a sum over groups. */
    public void clear() {
        Arrays.fill(run.sums, 0, sums(out.channels() * in.channels() * taps), 0);
    }

    /**
     * Adds a group.
     *
     * @param input the convolution's input
     * @param output the gradient of its output; zero at borders and in lanes without an image
     */
    public void add(Tensor input, Tensor output) {
        run.in = input.data();
        run.out = output.data();
        int rows = stride == 1 ? ROWS : 1;
        for (int y = 0; y < out.height(); y += rows) {
            int several = Math.min(rows, out.height() - y);
            run.pixels = (several - 1) * (out.width() + 2) + out.width();
            rows(input.at(0, stride * y - kernel / 2, -(kernel / 2)), output.at(0, y, 0));
        }
    }

    /**
     * Ends the sum.
     *
     * @param gradient receives {@code [out][in][k][k]} from {@code first} on
     */
    public void finish(float[] gradient, int first) {
        int weights = out.channels() * in.channels() * taps;
        for (int n = 0; n < weights; n++) {
            System.arraycopy(run.sums, Arena.FIRST + n * L, lanes, 0, L);
            gradient[first + n] = LaneTree.sum(lanes);
        }
    }

    /** A run of rows: at stride 1 it crosses the borders, where the output's gradient is zero, so that one loop does it. */
    private void rows(int x, int d) {
        for (int o = 0; o < out.channels(); o += Lanes.MANY_REGISTERS ? 2 : 1) {
            boolean two = Lanes.MANY_REGISTERS && o + 1 < out.channels();
            for (int i = 0; i < in.channels(); i++) {
                int s = Arena.FIRST + (o * in.channels() + i) * taps * L;
                for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
                    tile(two, x + i * in.plane() + lane, d + o * out.plane() + lane, s + lane);
                }
            }
        }
    }

    private void tile(boolean two, int x, int d, int s) {
        if (kernel == 3) {
            if (two) {
                WeightTiles.sum2x9(run, x, d, s);
            } else {
                WeightTiles.sum1x9(run, x, d, s);
            }
        } else if (two) {
            WeightTiles.sum2x1(run, x, d, s);
        } else {
            WeightTiles.sum1x1(run, x, d, s);
        }
    }
}
