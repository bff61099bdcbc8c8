package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.Split;
import io.lossatlas.config.SurfaceConfig;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplingTest {

    @Test
    void aFewSmallSurfacesAreHeldWhole() {
        assertThat(sampling(51, 51, 8)).containsExactly(new Sampling(0, 1, 51), new Sampling(0, 1, 51));
    }

    @Test
    void aLargeSweepIsHeldWithinTheBudgetWithItsCentres() {
        Sampling x = sampling(51, 51, 216).get(0);
        assertThat(x).isEqualTo(new Sampling(1, 2, 25));
        assertThat(216L * x.count() * x.count()).isLessThanOrEqualTo(Contents.MOST_POINTS);
        assertThat(x.indices()).contains(25).startsWith(1, 3).endsWith(49);
    }

    @Test
    void aMillionPointsAreNeverHeld() {
        Sampling x = sampling(1001, 1001, 4).get(0);
        assertThat(4L * x.count() * x.count()).isLessThanOrEqualTo(Contents.MOST_POINTS);
        assertThat(x.indices()).contains(500);
        assertThat(x.indices().max().orElseThrow()).isLessThan(1001);
    }

    @Test
    void aLineAndAPointAreHeld() {
        assertThat(sampling(1, 51, 2).get(0)).isEqualTo(new Sampling(0, 1, 1));
        assertThat(sampling(1, 1, 500_000).get(0).count()).isEqualTo(1);
    }

    @Test
    void anIndexHasItsPlace() {
        assertThat(new Sampling(1, 2, 25).place(25)).isEqualTo(12);
    }

    private static List<Sampling> sampling(int nx, int ny, int surfaces) {
        SurfaceConfig config = new SurfaceConfig(
                EngineKind.SIMD,
                Split.TRAIN,
                List.of(),
                1,
                Normalize.FILTER,
                Set.of(),
                List.of(),
                new AxisConfig(-1, 1, nx),
                new AxisConfig(-1, 1, ny));
        return Sampling.of(config, surfaces, Contents.MOST_POINTS);
    }
}
