package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfidenceIntervalTest {

    @Test
    void wilsonsIntervalOfHalfAHundred() {
        ConfidenceInterval interval = ConfidenceInterval.share(0.5, 100);
        assertThat(interval.low()).isCloseTo(0.40383, within(1e-5));
        assertThat(interval.high()).isCloseTo(0.59617, within(1e-5));
    }

    @Test
    void aFullShareHasAnIntervalToo() {
        ConfidenceInterval interval = ConfidenceInterval.share(1, 10);
        assertThat(interval.low()).isCloseTo(0.72247, within(1e-5));
        assertThat(interval.high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aDifferenceIsSeenOnlyWhereIntervalsDoNotMeet() {
        ConfidenceInterval low = new ConfidenceInterval(1, 0.5, 1.5);
        assertThat(new ConfidenceInterval(2, 1.6, 2.4).against(low)).isEqualTo(Verdict.HIGHER);
        assertThat(low.against(new ConfidenceInterval(2, 1.6, 2.4))).isEqualTo(Verdict.LOWER);
        assertThat(new ConfidenceInterval(2, 1.5, 2.4).against(low)).isEqualTo(Verdict.NO_DIFFERENCE);
    }

    @Test
    void withoutAnIntervalNothingIsSaid() {
        assertThat(new ConfidenceInterval(9, Double.NaN, Double.NaN).against(new ConfidenceInterval(1, 0, 2)))
                .isEqualTo(Verdict.UNKNOWN);
    }
}
