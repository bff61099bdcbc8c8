package io.lossatlas.plane.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.plane.GridSize;
import java.util.BitSet;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FillingTest {
    /** Sums of a few products of numbers near 1. */
    private static final double ROUNDING = 1e-12;

    @Test
    void aCubicThroughFourPlacesIsThatOfTheValues() {
        int[] places = {0, 3, 7, 8};
        double[] values = {cubic(0), cubic(3), cubic(7), cubic(8)};

        assertThat(Interpolation.at(places, values, 0, 1)).isCloseTo(cubic(1), within(ROUNDING * cubic(8)));
        assertThat(Interpolation.at(places, values, 1, 5)).isCloseTo(cubic(5), within(ROUNDING * cubic(8)));
    }

    @Test
    void oneOfFewerPlacesOrNearAHoleIsTheStraightLine() {
        assertThat(Interpolation.at(new int[] {0, 4, 8}, new double[] {1, 3, 100}, 0, 1))
                .isEqualTo(1.5);
        assertThat(Interpolation.at(new int[] {0, 4, 8, 12}, new double[] {1, 3, 100, Double.NaN}, 0, 3))
                .isEqualTo(2.5);
        assertThat(Interpolation.at(new int[] {0, 4, 8, 12}, new double[] {1, Double.NaN, 5, 6}, 0, 3))
                .isNaN();
    }

    /** A polynomial of the third degree along each axis follows from five lines of each, evenly spaced or not. */
    @ParameterizedTest
    @CsvSource({"101, 101", "37, 60", "5, 5", "64, 1", "1, 23"})
    void polynomialsAreFilledInFromTheFirstLattice(int nx, int ny) {
        double[] all = values(nx, ny, (x, y) -> (1 + x - 2 * x * x * x) * (2 - y + y * y * y));
        BitSet known = points(Lattice.of(new GridSize(nx, ny)).get(0), ny);

        double[] filled = new Filling(new GridSize(nx, ny)).values(all, known);

        for (int point = 0; point < all.length; point++) {
            assertThat(filled[point]).as("point %d", point).isCloseTo(all[point], within(ROUNDING));
        }
    }

    /** The logarithm of the loss is such a polynomial. */
    @Test
    void lossesAreFilledInOnTheScaleOfLogarithms() {
        double[] all = values(41, 41, (x, y) -> Math.exp(5 * x * x + 3 * y));
        GridSize size = new GridSize(41, 41);

        double[] filled = new Filling(size).losses(all, points(Lattice.of(size).get(0), 41));

        for (int point = 0; point < all.length; point++) {
            assertThat(filled[point] / all[point]).isCloseTo(1, within(100 * ROUNDING));
        }
    }

    @Test
    void whatIsKnownStaysAsItIsAndMovesItsNeighbours() {
        GridSize size = new GridSize(33, 33);
        double[] all = values(33, 33, (x, y) -> 2);
        BitSet known = points(Lattice.of(size).get(0), 33);
        int middle = 12 * 33 + 12;
        all[middle] = 5;
        known.set(middle);

        double[] filled = new Filling(size).losses(all, known);

        assertThat(filled[middle]).isEqualTo(5);
        assertThat(filled[middle + 1]).isBetween(2.5, 5.5);
        assertThat(filled[0]).isEqualTo(2);
    }

    @Test
    void insideOfHolesAndBesideThemNothingIsFilledIn() {
        GridSize size = new GridSize(9, 9);
        double[] all = values(9, 9, (x, y) -> x < 0 ? Double.NaN : x == 0 ? 0 : 1);

        double[] filled = new Filling(size).losses(all, points(Lattice.of(size).get(0), 9));

        for (int i = 0; i < 9; i++) {
            double at = filled[i * 9 + 3];
            if (i < 6) {
                assertThat(at).as("line %d: a loss of 0 has no logarithm", i).isNaN();
            } else {
                assertThat(at).isEqualTo(1);
            }
        }
    }

    @Test
    void pointsOfALatticeArePointsOfTheNextWithEdgesAndMiddle() {
        for (int n = 2; n < 140; n++) {
            BitSet before = new BitSet();
            for (Lattice lattice : Lattice.of(new GridSize(n, 1))) {
                BitSet lines = new BitSet();
                for (int line : lattice.x()) {
                    lines.set(line);
                }
                BitSet lost = (BitSet) before.clone();
                lost.andNot(lines);
                assertThat(lost.isEmpty()).as("%d points", n).isTrue();
                assertThat(lines.get(0) && lines.get(n - 1)).isTrue();
                assertThat(n % 2 == 0 || lines.get(n / 2)).isTrue();
                before = lines;
            }
            assertThat(before.cardinality()).isEqualTo(n);
        }
    }

    private static double cubic(double x) {
        return 1 + x * (2 - x * (0.5 - 0.25 * x));
    }

    static BitSet points(Lattice lattice, int ny) {
        BitSet points = new BitSet();
        for (int i : lattice.x()) {
            for (int j : lattice.y()) {
                points.set(i * ny + j);
            }
        }
        return points;
    }

    /** Of coordinates from -1 to 1. */
    static double[] values(int nx, int ny, DoubleBinaryOperator of) {
        double[] values = new double[nx * ny];
        for (int i = 0; i < nx; i++) {
            for (int j = 0; j < ny; j++) {
                values[i * ny + j] = of.applyAsDouble(at(i, nx), at(j, ny));
            }
        }
        return values;
    }

    private static double at(int n, int count) {
        return count == 1 ? 0 : -1 + 2.0 * n / (count - 1);
    }
}
