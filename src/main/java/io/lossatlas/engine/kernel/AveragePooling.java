package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The mean of each window of a plane, summed row after row, and its gradient. */
public final class AveragePooling {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private final Windows windows;
    private final Divisor divisor;

    /** Averages over these windows. */
    public AveragePooling(Windows windows, Divisor divisor) {
        this.windows = windows;
        this.divisor = divisor;
    }

    /** What a window's sum is divided by. */
    public enum Divisor {
        /** The window's area, padding included. */
        AREA,
        /** The number of its values, without padding. */
        VALUES
    }

    /** {@code to[c][y][x] = sum over the window of from[c] / divisor}. */
    public void run(Tensor from, Tensor to) {
        for (int c = 0; c < windows.out().channels(); c++) {
            for (int y = 0; y < windows.out().height(); y++) {
                for (int x = 0; x < windows.out().width(); x++) {
                    window(from, c, y, x, to);
                }
            }
        }
    }

    /**
     * Adds the gradient of what was averaged.
     *
     * @param dy gradient of the means
     * @param dx receives the sum of what it holds and the gradient, window after window
     */
    public void addGradient(Tensor dy, Tensor dx) {
        for (int c = 0; c < windows.out().channels(); c++) {
            for (int y = 0; y < windows.out().height(); y++) {
                for (int x = 0; x < windows.out().width(); x++) {
                    windowGradient(dy, c, y, x, dx);
                }
            }
        }
    }

    private float share(int y, int x) {
        int values = (windows.bottom(y) - windows.top(y)) * (windows.right(x) - windows.left(x));
        return 1f / (divisor == Divisor.AREA ? windows.height() * windows.width() : values);
    }

    private void window(Tensor from, int c, int y, int x, Tensor to) {
        int first = windows.left(x);
        int columns = windows.right(x) - first;
        float share = share(y, x);
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int into = to.at(c, y, x) + lane;
            FloatVector.zero(S).intoArray(to.data(), into);
            for (int row = windows.top(y); row < windows.bottom(y); row++) {
                row(from.data(), from.at(c, row, first) + lane, columns, to.data(), into);
            }
            FloatVector.fromArray(S, to.data(), into).mul(share).intoArray(to.data(), into);
        }
    }

    private static void row(float[] from, int at, int columns, float[] to, int into) {
        FloatVector sum = FloatVector.fromArray(S, to, into);
        int end = at + columns * L;
        for (int i = at; i < end; i += L) {
            sum = sum.add(FloatVector.fromArray(S, from, i));
        }
        sum.intoArray(to, into);
    }

    private void windowGradient(Tensor dy, int c, int y, int x, Tensor dx) {
        int first = windows.left(x);
        int columns = windows.right(x) - first;
        float share = share(y, x);
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int d = dy.at(c, y, x) + lane;
            for (int row = windows.top(y); row < windows.bottom(y); row++) {
                rowGradient(dy.data(), d, share, dx.data(), dx.at(c, row, first) + lane, columns);
            }
        }
    }

    private static void rowGradient(float[] dy, int d, float share, float[] dx, int at, int columns) {
        FloatVector part = FloatVector.fromArray(S, dy, d).mul(share);
        int end = at + columns * L;
        for (int i = at; i < end; i += L) {
            FloatVector.fromArray(S, dx, i).add(part).intoArray(dx, i);
        }
    }
}
