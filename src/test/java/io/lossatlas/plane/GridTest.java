package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.AxisConfig;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class GridTest {

    @Example
    void aGridIsCountedColumnByColumnAlongX() {
        Grid grid = grid(-0.5, 0, 7, 0, 1, 4);

        assertThat(grid.points()).isEqualTo(28);
        assertThat(grid.index(0, 3)).isEqualTo(3);
        assertThat(grid.index(1, 0)).isEqualTo(4);
        assertThat(grid.index(6, 3)).isEqualTo(27);
        assertThat(grid.i(27)).isEqualTo(6);
        assertThat(grid.j(27)).isEqualTo(3);
    }

    @Example
    void anOffCentreGridOf7X4HasItsBoundsOf0() {
        Grid grid = grid(-0.5, 0, 7, 0, 1, 4);

        // -1/2 + i/12 and j/3, each the nearest double.
        assertThat(alphas(grid)).containsExactly(-0.5, -5.0 / 12, -1.0 / 3, -0.25, -1.0 / 6, -1.0 / 12, 0.0);
        assertThat(betas(grid)).containsExactly(0.0, 1.0 / 3, 2.0 / 3, 1.0);
        assertThat(grid.centre()).hasValue(6 * 4);
    }

    @Example
    void coordinatesAreTheDecimalsThatAReaderExpects() {
        assertThat(alphas(grid(-1, 1, 11, 0, 0, 1)))
                .containsExactly(-1, -0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8, 1);
    }

    @Example
    void aSinglePointSitsAtTheLowerBound() {
        Grid line = grid(-1, 1, 3, 0.25, 7, 1);

        assertThat(line.points()).isEqualTo(3);
        assertThat(line.beta(0)).isEqualTo(0.25);
        assertThat(line.centre()).isEmpty();
        assertThat(grid(-1, 1, 3, 0, 7, 1).centre()).hasValue(1);
    }

    @Example
    void anEvenNumberOfPointsHasNoCentre() {
        assertThat(grid(-1, 1, 10, -1, 1, 11).centre()).isEmpty();
        assertThat(grid(-1, 1, 11, -1, 1, 10).centre()).isEmpty();
        assertThat(grid(-1, 1, 11, -1, 1, 11).centre()).hasValue(60);
    }

    @Example
    void aGridLargerThanAnIntCountsInLongs() {
        Grid grid = grid(-1, 1, 100_000, -1, 1, 100_000);

        assertThat(grid.points()).isEqualTo(10_000_000_000L);
        assertThat(grid.index(99_999, 99_999)).isEqualTo(9_999_999_999L);
        assertThat(grid.i(9_999_999_999L)).isEqualTo(99_999);
        assertThat(grid.j(9_999_900_007L)).isEqualTo(7);
    }

    @Example
    void axesWithoutPointsOrFiniteBoundsAreNoGrid() {
        assertThatThrownBy(() -> grid(-1, 1, 0, -1, 1, 3)).hasMessageContaining("axis x cannot have 0 points");
        assertThatThrownBy(() -> grid(-1, 1, 3, -1, Double.NaN, 3)).hasMessageContaining("axis y");
        assertThatThrownBy(() -> grid(-1, 1, 3, -1, 1, 3).alpha(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Property(seed = "1", tries = 500)
    void everyIndexIsOnePoint(
            @ForAll @IntRange(min = 1, max = 300) int nx,
            @ForAll @IntRange(min = 1, max = 300) int ny,
            @ForAll @IntRange(max = 299) int i,
            @ForAll @IntRange(max = 299) int j) {
        Grid grid = grid(-1, 1, nx, -1, 1, ny);
        int within = i % nx;
        int along = j % ny;

        long index = grid.index(within, along);

        assertThat(index).isBetween(0L, grid.points() - 1);
        assertThat(grid.i(index)).isEqualTo(within);
        assertThat(grid.j(index)).isEqualTo(along);
    }

    @Property(seed = "2", tries = 500)
    void pointsAreEvenlySpacedAndEndOnTheBounds(
            @ForAll @IntRange(min = -300, max = 300) int min,
            @ForAll @IntRange(min = 1, max = 600) int range,
            @ForAll @IntRange(min = 2, max = 60) int n) {
        double from = min / 100.0;
        double to = (min + range) / 100.0;
        Grid grid = grid(from, to, n, 0, 0, 1);

        assertThat(grid.alpha(0)).isEqualTo(from);
        assertThat(grid.alpha(n - 1)).isEqualTo(to);
        for (int i = 1; i < n; i++) {
            // The textbook formula in binary is a few roundings of numbers below 6 away.
            assertThat(grid.alpha(i)).isCloseTo(from + i * (to - from) / (n - 1), within(4e-15));
            assertThat(grid.alpha(i)).isGreaterThan(grid.alpha(i - 1));
        }
    }

    @Property(seed = "3", tries = 500)
    void aSymmetricAxisOfAnOddNumberOfPointsHits0Exactly(
            @ForAll @IntRange(min = 1, max = 2000) int bound, @ForAll @IntRange(min = 1, max = 150) int half) {
        double m = bound / 1000.0;

        assertThat(grid(-m, m, 2 * half + 1, -m, m, 2 * half + 1).centre()).hasValue(2L * half * (half + 1));
    }

    private static Grid grid(double xMin, double xMax, int nx, double yMin, double yMax, int ny) {
        return new Grid(new AxisConfig(xMin, xMax, nx), new AxisConfig(yMin, yMax, ny));
    }

    private static double[] alphas(Grid grid) {
        return IntStream.range(0, grid.x().points()).mapToDouble(grid::alpha).toArray();
    }

    private static double[] betas(Grid grid) {
        return IntStream.range(0, grid.y().points()).mapToDouble(grid::beta).toArray();
    }
}
