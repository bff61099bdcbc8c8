package io.lossatlas.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Schedule;
import org.junit.jupiter.api.Test;

class LearningRateTest {
    /** The cosine of a representable angle is computed with an error of one unit in the last place. */
    private static final double ROUNDING = 1e-16;

    @Test
    void risesInALineToThePeak() {
        LearningRate rate = new LearningRate(0.4, Schedule.CONSTANT, 4, 10);

        assertThat(new double[] {rate.at(0), rate.at(1), rate.at(2), rate.at(3), rate.at(4), rate.at(9)})
                .containsExactly(0.1, 0.2, 0.4 * 3 / 4, 0.4, 0.4, 0.4);
    }

    @Test
    void fallsAlongHalfACosine() {
        LearningRate rate = new LearningRate(0.4, Schedule.COSINE, 2, 10);

        assertThat(rate.at(2)).isEqualTo(0.4);
        assertThat(rate.at(6)).isCloseTo(0.2, within(ROUNDING));
        assertThat(rate.at(10)).isCloseTo(0, within(ROUNDING));
    }

    @Test
    void aWarmUpAsLongAsTheTrainingLeavesNothingToFall() {
        assertThat(new LearningRate(0.4, Schedule.COSINE, 10, 10).at(9)).isEqualTo(0.4);
    }
}
