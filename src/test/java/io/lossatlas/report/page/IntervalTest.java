package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class IntervalTest {

    @Test
    void wilsonsIntervalOfHalfAHundred() {
        Interval interval = Interval.share(0.5, 100);
        assertThat(interval.low()).isCloseTo(0.40383, within(1e-5));
        assertThat(interval.high()).isCloseTo(0.59617, within(1e-5));
    }

    @Test
    void aFullShareHasAnIntervalToo() {
        Interval interval = Interval.share(1, 10);
        assertThat(interval.low()).isCloseTo(0.72247, within(1e-5));
        assertThat(interval.high()).isCloseTo(1, within(1e-12));
    }

    @Test
    void aDifferenceIsSeenOnlyWhereIntervalsDoNotMeet() {
        Interval low = new Interval(1, 0.5, 1.5);
        assertThat(new Interval(2, 1.6, 2.4).against(low)).isEqualTo(Verdict.HIGHER);
        assertThat(low.against(new Interval(2, 1.6, 2.4))).isEqualTo(Verdict.LOWER);
        assertThat(new Interval(2, 1.5, 2.4).against(low)).isEqualTo(Verdict.NO_DIFFERENCE);
    }

    @Test
    void withoutAnIntervalNothingIsSaid() {
        assertThat(new Interval(9, Double.NaN, Double.NaN).against(new Interval(1, 0, 2)))
                .isEqualTo(Verdict.UNKNOWN);
    }
}
