package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BurstPlanTest {
    @Test
    void timeIsDividedEvenlyAmongFifteenBurstsOfEachContestant() {
        // 9 s / (15 * 2) = 0.3 s, which three batches of 0.1 s fill exactly; 9 / (0.3 + 0.3 + 0.05 for the peak) = 13.8
        assertThat(BurstPlan.of(9, List.of(0.1, 0.1))).isEqualTo(new BurstPlan(13, 0.3));
    }

    @Test
    void burstsStayShortWhenThereIsMuchTime() {
        assertThat(BurstPlan.of(1000, List.of(0.01, 0.01))).isEqualTo(new BurstPlan(BurstPlan.MOST, 0.5));
    }

    @Test
    void aSlowContestantsBurstIsABatch() {
        // 4 s a batch beside bursts of 0.5 s: 4 + 0.5 + 0.05, seven times in 32 s
        assertThat(BurstPlan.of(32, List.of(4.0, 0.1))).isEqualTo(new BurstPlan(7, 0.5));
    }

    @Test
    void thereAreAlwaysEnoughRoundsForASpread() {
        assertThat(BurstPlan.of(0, List.of(5.0))).isEqualTo(new BurstPlan(BurstPlan.FEWEST, 0.1));
    }
}
