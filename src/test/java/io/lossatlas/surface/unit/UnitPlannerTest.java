package io.lossatlas.surface.unit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.SparkConfig;
import io.lossatlas.store.Span;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnitPlannerTest {
    private static final UnitPlanner TWO_SHARDS = new UnitPlanner(new int[] {30, 30}, 0);

    @Test
    void aUnitTakesAllShardsOfItsPoints() {
        List<Span> units = TWO_SHARDS.units(List.of(new Span(0, 10, 0, 2)), 240, 1e9);

        assertThat(units).containsExactly(new Span(0, 4, 0, 2), new Span(4, 8, 0, 2), new Span(8, 10, 0, 2));
    }

    @Test
    void aPointThatIsMoreThanAUnitIsSplitByShards() {
        List<Span> units = TWO_SHARDS.units(List.of(new Span(0, 2, 0, 2)), 30, 1e9);

        assertThat(units)
                .containsExactly(
                        new Span(0, 1, 0, 1), new Span(1, 2, 0, 1), new Span(0, 1, 1, 2), new Span(1, 2, 1, 2));
    }

    @Test
    void aWaveEndsWhenItsWorkIsReached() {
        List<Span> units = TWO_SHARDS.units(List.of(new Span(0, 1000, 0, 2)), 60, 300);

        assertThat(units).hasSize(5).endsWith(new Span(4, 5, 0, 2));
    }

    @Test
    void calibrationCountsOnceAPoint() {
        UnitPlanner recalibrated = new UnitPlanner(new int[] {30, 30}, 256);

        assertThat(recalibrated.work(List.of(new Span(0, 10, 0, 2)))).isEqualTo(10 * (60 + 256));
    }

    @Test
    void aSmallSurfaceIsCutFinerThanTheAim() {
        UnitSize size = UnitSize.of(new SparkConfig(0, 20), 1000, 2, 8000, 8000);

        assertThat(size.unitImages()).isEqualTo(1000);
    }

    @Test
    void aUnitOfALargeSurfaceTakesTheTimeThatIsAskedFor() {
        UnitSize size = UnitSize.of(new SparkConfig(0, 20), 1000, 2, 1e8, 1e8);

        assertThat(size.unitImages()).isEqualTo(20_000);
        assertThat(size.waveImages()).isEqualTo(120_000);
    }

    @Test
    void aHugeSurfaceHasNoMoreThanTwentyFourThousandUnits() {
        UnitSize size = UnitSize.of(new SparkConfig(0, 20), 1000, 100, 1e10, 1e10);

        assertThat(1e10 / size.unitImages()).isLessThanOrEqualTo(24_001);
        // Sums of products in another order: a rounding apart.
        assertThat(size.waveImages()).isCloseTo(size.unitImages() * 100 * 3, within(1e-3));
    }

    @Test
    void partitionsAreUnitsOfAWave() {
        UnitSize size = UnitSize.of(new SparkConfig(7, 20), 1000, 2, 700, 700);

        assertThat(size.unitImages()).isEqualTo(100);
    }
}
