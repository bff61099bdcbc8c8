package io.lossatlas.results;

import io.lossatlas.plane.Grid;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Which points of a grid are held in memory.
 *
 * @param x those along alpha
 * @param y those along beta
 */
public record Sampling(Stride x, Stride y) {

    /**
     * Every so many points of an axis.
     *
     * @param first index of the first point taken
     * @param step from one to the next
     * @param count how many
     */
    public record Stride(int first, int step, int count) {
        /** The indices taken. */
        public IntStream indices() {
            return IntStream.range(0, count).map(n -> first + n * step);
        }

        /** Where an index is among those taken. */
        public int place(int index) {
            return (index - first) / step;
        }

        private boolean takes(int index) {
            return index % step == first;
        }
    }

    /** All points. */
    public static Sampling whole(Grid grid) {
        return across(grid, Integer.MAX_VALUE);
    }

    /** From the first point on as many along each axis as come to so many at most. */
    public static Sampling across(Grid grid, int most) {
        return new Sampling(
                fromFirst(grid.x().points(), most), fromFirst(grid.y().points(), most));
    }

    private static Stride fromFirst(int points, int most) {
        int step = 1 + (points - 1) / most;
        return new Stride(0, step, 1 + (points - 1) / step);
    }

    /**
     * The largest sampling of several surfaces of a grid that comes to so many points in all; the trained weights are among
     * them where the grid has them.
     *
     * @param surfaces how many there are
     * @param most points of all surfaces together; each has one at least
     */
    public static Sampling within(Grid grid, int surfaces, long most) {
        for (int step = 1; ; step++) {
            Stride x = aroundCentre(grid.x().points(), grid::alpha, step);
            Stride y = aroundCentre(grid.y().points(), grid::beta, step);
            long points = (long) x.count * y.count;
            if (surfaces * points <= most || points == 1) {
                return new Sampling(x, y);
            }
        }
    }

    private static Stride aroundCentre(int points, IntToDoubleFunction coordinate, int step) {
        int first = IntStream.range(0, points)
                .filter(n -> coordinate.applyAsDouble(n) == 0)
                .map(n -> n % step)
                .findFirst()
                .orElse(0);
        int offset = Math.min(first, points - 1);
        return new Stride(offset, step, 1 + (points - offset - 1) / step);
    }

    /** Number of points taken. */
    public int points() {
        return x.count * y.count;
    }

    /** Whether points are left out. */
    public boolean decimates() {
        return x.step > 1 || y.step > 1;
    }

    /** Coordinates along alpha of the points taken. */
    public double[] alphas(Grid grid) {
        return x.indices().mapToDouble(grid::alpha).toArray();
    }

    /** Coordinates along beta of the points taken. */
    public double[] betas(Grid grid) {
        return y.indices().mapToDouble(grid::beta).toArray();
    }

    /** The place in an array of values of a point that is taken. */
    int place(int i, int j) {
        return x.place(i) * y.count + y.place(j);
    }

    /** Whether a point is taken. */
    boolean takes(int i, int j) {
        return x.takes(i) && y.takes(j);
    }
}
