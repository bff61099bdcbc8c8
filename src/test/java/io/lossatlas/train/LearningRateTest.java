package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Schedule;
import io.lossatlas.config.parse.RunConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    /** The cosine of a representable angle is computed with an error of one unit in the last place. */
    private static final double ROUNDING = 1e-16;

    @Test
    void risesInALineToThePeak() {
        LearningRate rate = new LearningRate(0.4, Schedule.CONSTANT, List.of(), 4, 10);

        assertThat(new double[] {rate.at(0), rate.at(1), rate.at(2), rate.at(3), rate.at(4), rate.at(9)})
                .containsExactly(0.1, 0.2, 0.4 * 3 / 4, 0.4, 0.4, 0.4);
    }

    @Test
    void fallsToATenthAtEachMilestone() {
        LearningRate rate = new LearningRate(0.4, Schedule.CONSTANT, List.of(4L, 6L), 2, 10);

        assertThat(new double[] {rate.at(0), rate.at(3), rate.at(4), rate.at(5), rate.at(6), rate.at(9)})
                .containsExactly(0.2, 0.4, 0.04, 0.04, 0.004, 0.004);
    }

    @Test
    void milestonesAreCountedAsTheLengthIs() {
        assertThat(milestones("train.epochs=30", "train.milestones=[2, 7]")).containsExactly(12L, 42L);
        assertThat(milestones("train.steps=30", "train.milestones=[2, 7]")).containsExactly(2L, 7L);
    }

    /** Of 100 examples in minibatches of 16, which make 6 an epoch. */
    private static List<Long> milestones(String... sets) {
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("train.batch-size=16");
        return RunConfigs.load(Optional.empty(), all).train().milestoneSteps(100);
    }

    @Test
    void fallsAlongHalfACosine() {
        LearningRate rate = new LearningRate(0.4, Schedule.COSINE, List.of(), 2, 10);

        assertThat(rate.at(2)).isEqualTo(0.4);
        assertThat(rate.at(6)).isCloseTo(0.2, within(ROUNDING));
        assertThat(rate.at(10)).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void aWarmUpAsLongAsTheTrainingLeavesNothingToFall() {
        assertThat(new LearningRate(0.4, Schedule.COSINE, List.of(), 10, 10).at(9))
                .isEqualTo(0.4);
    }
}
