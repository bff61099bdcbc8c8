package io.lossatlas.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import org.junit.jupiter.api.Test;

class SamplingTest {
    private static final long MOST = 220_000;

    @Test
    void aFewSmallSurfacesAreHeldWhole() {
        assertThat(within(51, 51, 8)).isEqualTo(Sampling.whole(grid(51, 51)));
        assertThat(within(51, 51, 8).x()).isEqualTo(new Sampling.Stride(0, 1, 51));
    }

    @Test
    void aLargeSweepIsHeldWithinTheBudgetWithItsCentres() {
        Sampling sampling = within(51, 51, 216);
        assertThat(sampling.x()).isEqualTo(new Sampling.Stride(1, 2, 25));
        assertThat(216L * sampling.points()).isLessThanOrEqualTo(MOST);
        assertThat(sampling.x().indices()).contains(25).startsWith(1, 3).endsWith(49);
        assertThat(sampling.alphas(grid(51, 51))).contains(0.0);
    }

    @Test
    void aMillionPointsAreNeverHeld() {
        Sampling sampling = within(1001, 1001, 4);
        assertThat(4L * sampling.points()).isLessThanOrEqualTo(MOST);
        assertThat(sampling.x().indices()).contains(500);
        assertThat(sampling.x().indices().max().orElseThrow()).isLessThan(1001);
    }

    @Test
    void aLineAndAPointAreHeld() {
        assertThat(within(1, 51, 2).x()).isEqualTo(new Sampling.Stride(0, 1, 1));
        assertThat(within(1, 1, 500_000).points()).isEqualTo(1);
    }

    @Test
    void anAxisIsThinnedFromItsFirstPointOn() {
        Sampling sampling = Sampling.across(grid(602, 301), 301);
        assertThat(sampling.x()).isEqualTo(new Sampling.Stride(0, 2, 301));
        assertThat(sampling.y()).isEqualTo(new Sampling.Stride(0, 1, 301));
        assertThat(Sampling.across(grid(603, 1), 301).x()).isEqualTo(new Sampling.Stride(0, 3, 201));
        assertThat(sampling.decimates()).isTrue();
    }

    @Test
    void anIndexHasItsPlace() {
        assertThat(new Sampling.Stride(1, 2, 25).place(25)).isEqualTo(12);
        assertThat(new Sampling(new Sampling.Stride(1, 2, 25), new Sampling.Stride(0, 3, 17)).place(25, 6))
                .isEqualTo(12 * 17 + 2);
    }

    private static Sampling within(int nx, int ny, int surfaces) {
        return Sampling.within(grid(nx, ny), surfaces, MOST);
    }

    private static Grid grid(int nx, int ny) {
        return new Grid(new AxisConfig(-1, 1, nx), new AxisConfig(-1, 1, ny));
    }
}
