package io.lossatlas.plane;

import io.lossatlas.config.AxisConfig;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * The points of a plane. Point {@code (i, j)} has the index {@code i * y.points() + j}: x is the outer axis. The axes
 * may differ in range and size.
 *
 * @param x the axis of alpha
 * @param y the axis of beta
 */
public record Grid(AxisConfig x, AxisConfig y) implements Serializable {

    /** Checks that both axes have a point and finite bounds. */
    public Grid {
        check(Axis.X, x);
        check(Axis.Y, y);
    }

    private static void check(Axis name, AxisConfig axis) {
        if (axis.points() < 1 || !Double.isFinite(axis.min()) || !Double.isFinite(axis.max())) {
            throw new IllegalArgumentException("axis %s cannot have %d points from %s to %s"
                    .formatted(name.text(), axis.points(), axis.min(), axis.max()));
        }
    }

    /** How many points it has along each axis. */
    public GridSize size() {
        return new GridSize(x.points(), y.points());
    }

    /** Number of points. */
    public long points() {
        return (long) x.points() * y.points();
    }

    /** The index of a point, from 0. */
    public long index(int i, int j) {
        return (long) i * y.points() + j;
    }

    /** The place of a point along x. */
    public int i(long index) {
        return (int) (index / y.points());
    }

    /** The place of a point along y. */
    public int j(long index) {
        return (int) (index % y.points());
    }

    /** Coordinate along x: {@code min + i * (max - min) / (n - 1)}, and {@code min} when n = 1. */
    public double alpha(int i) {
        return coordinate(x, i);
    }

    /** Coordinate along y: {@code min + j * (max - min) / (n - 1)}, and {@code min} when n = 1. */
    public double beta(int j) {
        return coordinate(y, j);
    }

    /** The index of the point that is exactly (0, 0): where the network itself sits. Empty where the grid misses it. */
    public OptionalLong centre() {
        OptionalInt i = zero(x);
        OptionalInt j = zero(y);
        return i.isPresent() && j.isPresent()
                ? OptionalLong.of(index(i.getAsInt(), j.getAsInt()))
                : OptionalLong.empty();
    }

    private static OptionalInt zero(AxisConfig axis) {
        return IntStream.range(0, axis.points())
                .filter(n -> coordinate(axis, n) == 0)
                .findFirst();
    }

    /**
     * Computed in decimal from the bounds as they are written and rounded once, to the nearest double. In binary
     * arithmetic [-0.1, 0.1] with 7 points would miss its centre by 1.4e-17 and with it the trained network.
     */
    private static double coordinate(AxisConfig axis, int n) {
        if (n < 0 || n >= axis.points()) {
            throw new IndexOutOfBoundsException("%d is not one of %d points".formatted(n, axis.points()));
        }
        if (axis.points() == 1) {
            return axis.min();
        }
        BigDecimal min = BigDecimal.valueOf(axis.min());
        BigDecimal range = BigDecimal.valueOf(axis.max()).subtract(min);
        BigDecimal last = BigDecimal.valueOf(axis.points() - 1L);
        BigDecimal rest = range.multiply(BigDecimal.valueOf(n)).add(min.multiply(last));
        return rest.divide(last, MathContext.DECIMAL128).doubleValue();
    }
}
