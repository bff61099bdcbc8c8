package io.lossatlas.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class WorkLeftTest {
    private double now;

    @Test
    void nothingIsSaidBeforeAnythingIsDone() {
        WorkLeft work = new WorkLeft(() -> now);
        work.plan(10);
        now = 3;

        assertThat(work.clock()).isEqualTo("-");
    }

    @Test
    void atAnEvenRateItIsTheRestOverTheRate() {
        WorkLeft work = new WorkLeft(() -> now);
        work.plan(600);
        for (now = 1; now <= 100; now++) {
            work.does(2);
        }
        now = 100;

        assertThat(work.clock()).isEqualTo("3:20");
    }

    /** 20 seconds at a fifth of the speed: after a tenth of the work the time left is right within a fifth. */
    @Test
    void aSlowStartIsForgotten() {
        WorkLeft work = new WorkLeft(() -> now);
        double all = 1000;
        work.plan(all);
        double done = 0;
        for (now = 1; done < all / 10; now++) {
            double step = now <= 20 ? 0.4 : 2;
            work.does(step);
            done += step;
        }
        now--;

        double truth = (all - done) / 2;
        assertThat(seconds(work.clock())).isCloseTo(truth, within(0.2 * truth));
    }

    /** Work of other kinds comes and goes: what is planned and dropped counts at once. */
    @Test
    void whatIsAddedAndDroppedCounts() {
        WorkLeft work = new WorkLeft(() -> now);
        work.plan(100);
        for (now = 1; now <= 30; now++) {
            work.does(1);
        }
        now = 30;
        assertThat(work.clock()).isEqualTo("1:10");

        work.plan(60);
        assertThat(work.clock()).isEqualTo("2:10");
        work.plan(-100);
        assertThat(work.clock()).isEqualTo("0:30");
        work.plan(-100);
        assertThat(work.clock()).isEqualTo("0:00");
    }

    @Test
    void aRateIsThatOfTheLastWhile() {
        Rate rate = new Rate(() -> now);
        for (now = 1; now <= 60; now++) {
            rate.does(1);
        }
        for (; now <= 120; now++) {
            rate.does(5);
        }
        now = 120;

        assertThat(rate.perSecond()).isCloseTo(5, within(1e-9));
        assertThat(rate.done()).isEqualTo(360);
        // Where nothing has come for a while the rate falls.
        now = 180;
        assertThat(rate.perSecond()).isLessThan(1);
    }

    private static double seconds(String clock) {
        String[] parts = clock.split(":", -1);
        double seconds = 0;
        for (String part : parts) {
            seconds = 60 * seconds + Integer.parseInt(part);
        }
        return seconds;
    }
}
