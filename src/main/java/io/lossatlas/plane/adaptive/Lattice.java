package io.lossatlas.plane.adaptive;

import io.lossatlas.plane.GridSize;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lines of a grid along both axes, and their cells. Of an axis of n points a lattice with 2^K intervals has the lines {@code round(m
 * (n - 1) / 2^K)}, m = 0 .. 2^K, edges and middle among them; the next one halves the intervals.
 *
 * @param x indices along alpha, ascending
 * @param y indices along beta, ascending
 */
record Lattice(int[] x, int[] y) {
    /** Intervals of the coarsest lattice along each axis: 2 to this power. */
    private static final int FIRST_POWER = 2;

    /** From the coarsest lattice to that of all points; the points of each are points of the next. */
    static List<Lattice> of(GridSize size) {
        List<Lattice> lattices = new ArrayList<>();
        for (int power = FIRST_POWER; ; power++) {
            Lattice lattice = new Lattice(lines(size.nx(), power), lines(size.ny(), power));
            lattices.add(lattice);
            if (lattice.x.length == size.nx() && lattice.y.length == size.ny()) {
                return List.copyOf(lattices);
            }
        }
    }

    private static int[] lines(int points, int power) {
        long intervals = 1L << power;
        return IntStream.rangeClosed(0, (int) Math.min(intervals, Integer.MAX_VALUE - 1))
                .map(m -> (int) ((2L * m * (points - 1) + intervals) / (2 * intervals)))
                .distinct()
                .toArray();
    }

    /** Cells along alpha; one of a single line. */
    int cellsX() {
        return Math.max(1, x.length - 1);
    }

    /** Cells along beta; one of a single line. */
    int cellsY() {
        return Math.max(1, y.length - 1);
    }
}
