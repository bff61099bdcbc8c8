package io.lossatlas.engine.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The largest value in each window of a plane, and its gradient, which goes to the first value of a window, row after row,
 * that is not smaller than what the window gave. NaN in a window gives NaN.
 */
public final class MaxPooling {
    private static final VectorSpecies<Float> S = Lanes.SPECIES;
    private static final int L = Lanes.LOGICAL;

    private MaxPooling() {}

    /** {@code to[c][y][x] = max over the window of from[c]}. */
    public static void run(Windows windows, Tensor from, Tensor to) {
        for (int c = 0; c < windows.out().channels(); c++) {
            for (int y = 0; y < windows.out().height(); y++) {
                for (int x = 0; x < windows.out().width(); x++) {
                    window(windows, from, c, y, x, to);
                }
            }
        }
    }

    /**
     * Adds the gradient of what was pooled.
     *
     * @param from what was pooled
     * @param made what {@link #run} made of it
     * @param dy gradient of {@code made}; used up
     * @param dx receives the sum of what it holds and the gradient, window after window
     */
    public static void addGradient(Windows windows, Tensor from, Tensor made, Tensor dy, Tensor dx) {
        for (int c = 0; c < windows.out().channels(); c++) {
            for (int y = 0; y < windows.out().height(); y++) {
                for (int x = 0; x < windows.out().width(); x++) {
                    windowGradient(windows, from, made, dy, c, y, x, dx);
                }
            }
        }
    }

    /**
     * The tangent of what was pooled: of each window that of the value which its gradient would go to, 0 where that is none.
     *
     * @param from what was pooled
     * @param made what {@link #run} made of it
     * @param tangent of {@code from}
     * @param to receives that of {@code made}
     */
    public static void tangent(Windows windows, Tensor from, Tensor made, Tensor tangent, Tensor to) {
        for (int c = 0; c < windows.out().channels(); c++) {
            for (int y = 0; y < windows.out().height(); y++) {
                for (int x = 0; x < windows.out().width(); x++) {
                    windowTangent(windows, from, made, tangent, c, y, x, to);
                }
            }
        }
    }

    private static void windowTangent(
            Windows windows, Tensor from, Tensor made, Tensor tangent, int c, int y, int x, Tensor to) {
        for (int lane = 0; lane < L; lane++) {
            float largest = made.data()[made.at(c, y, x) + lane];
            float found = 0;
            boolean open = true;
            for (int row = windows.top(y); row < windows.bottom(y) && open; row++) {
                for (int column = windows.left(x); column < windows.right(x) && open; column++) {
                    open = from.data()[from.at(c, row, column) + lane] < largest;
                    found = open ? 0 : tangent.data()[tangent.at(c, row, column) + lane];
                }
            }
            to.data()[to.at(c, y, x) + lane] = found;
        }
    }

    private static void window(Windows windows, Tensor from, int c, int y, int x, Tensor to) {
        int first = windows.left(x);
        int columns = windows.right(x) - first;
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int into = to.at(c, y, x) + lane;
            FloatVector.broadcast(S, Float.NEGATIVE_INFINITY).intoArray(to.data(), into);
            for (int row = windows.top(y); row < windows.bottom(y); row++) {
                row(from.data(), from.at(c, row, first) + lane, columns, to.data(), into);
            }
        }
    }

    private static void row(float[] from, int at, int columns, float[] to, int into) {
        FloatVector largest = FloatVector.fromArray(S, to, into);
        int end = at + columns * L;
        for (int i = at; i < end; i += L) {
            largest = largest.max(FloatVector.fromArray(S, from, i));
        }
        largest.intoArray(to, into);
    }

    private static void windowGradient(
            Windows windows, Tensor from, Tensor made, Tensor dy, int c, int y, int x, Tensor dx) {
        int first = windows.left(x);
        int columns = windows.right(x) - first;
        for (int lane = 0; lane < L; lane += Lanes.WIDTH) {
            int m = made.at(c, y, x) + lane;
            int d = dy.at(c, y, x) + lane;
            for (int row = windows.top(y); row < windows.bottom(y); row++) {
                int at = from.at(c, row, first) + lane;
                int into = dx.at(c, row, first) + lane;
                rowGradient(from.data(), at, columns, made.data(), m, dy.data(), d, dx.data(), into);
            }
        }
    }

    /** Hands on what is left of {@code dy} to the first values that are not below the largest, and leaves the rest in it. */
    private static void rowGradient(
            float[] from, int at, int columns, float[] made, int m, float[] dy, int d, float[] dx, int into) {
        FloatVector largest = FloatVector.fromArray(S, made, m);
        FloatVector zero = FloatVector.zero(S);
        FloatVector left = FloatVector.fromArray(S, dy, d);
        int end = at + columns * L;
        for (int i = at, o = into; i < end; i += L, o += L) {
            VectorMask<Float> below = FloatVector.fromArray(S, from, i).compare(VectorOperators.LT, largest);
            FloatVector.fromArray(S, dx, o).add(left.blend(zero, below)).intoArray(dx, o);
            left = zero.blend(left, below);
        }
        left.intoArray(dy, d);
    }
}
