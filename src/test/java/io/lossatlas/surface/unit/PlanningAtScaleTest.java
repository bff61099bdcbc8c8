package io.lossatlas.surface.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.SparkConfig;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.Span;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A million points, 60 shards: the planner's waves from the first to the last, on a thousand cores. */
class PlanningAtScaleTest {
    private static final long POINTS = 1001 * 1001;
    private static final int SHARDS = 60;
    private static final int IMAGES_A_SHARD = 1000;
    private static final double IMAGES_PER_SECOND = 1000;
    private static final int CORES = 1000;
    private static final int SURFACES = 40;

    @Test
    void fortySurfacesOfAMillionPointsTakeLessThanAMillionTasksAndEachPointIsComputedOnce() {
        int[] shards = new int[SHARDS];
        java.util.Arrays.fill(shards, IMAGES_A_SHARD);
        UnitPlanner planner = new UnitPlanner(shards, 0);
        double work = planner.work(List.of(new Span(0, POINTS, 0, SHARDS)));
        List<Span> published = new ArrayList<>();
        long rows = 0;
        int most = 0;
        int waves = 0;
        List<Span> missing = Coverage.missing(POINTS, SHARDS, published);
        while (!missing.isEmpty()) {
            UnitSize size = UnitSize.of(new SparkConfig(0, 20), IMAGES_PER_SECOND, CORES, work, planner.work(missing));
            List<Span> units = planner.units(missing, size.unitImages(), size.waveImages());
            published.addAll(units);
            rows += units.stream().mapToLong(Span::rows).sum();
            most = Math.max(most, units.size());
            waves++;
            missing = Coverage.missing(POINTS, SHARDS, published);
        }

        assertThat(rows).isEqualTo(POINTS * SHARDS);
        assertThat((long) published.size() * SURFACES).isLessThan(1_000_000);
        assertThat(waves).isLessThan(20);
        assertThat(most).isLessThan(5 * CORES);
    }
}
