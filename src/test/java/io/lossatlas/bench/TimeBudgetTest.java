package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TimeBudgetTest {
    private double now = 1000;
    private final TimeBudget budget = new TimeBudget(60, 3, () -> now);

    @Test
    void eachJobGetsItsShareOfWhatIsLeft() {
        assertThat(budget.next()).isEqualTo(20);
        now += 20;
        assertThat(budget.next()).isEqualTo(20);
    }

    @Test
    void whatAJobTakesTooMuchThoseAfterItGoWithout() {
        assertThat(budget.next()).isEqualTo(20);
        now += 40;
        assertThat(budget.next()).isEqualTo(10);
        now += 30;
        assertThat(budget.next()).isZero();
        assertThat(budget.left()).isZero();
    }
}
