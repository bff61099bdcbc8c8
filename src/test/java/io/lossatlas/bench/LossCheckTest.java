package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.bench.subject.Task;
import org.junit.jupiter.api.Test;

class LossCheckTest {
    @Test
    void lossesWithinATenThousandthAgree() {
        LossCheck check = LossCheck.of(Task.EVAL, new double[] {2}, new double[] {2.00018});
        assertThat(check.agrees()).isTrue();
        assertThat(check.difference()).isCloseTo(9e-5, within(1e-12));
        assertThat(check.text()).isEmpty();
    }

    @Test
    void lossesFartherApartDoNot() {
        LossCheck check = LossCheck.of(Task.EVAL, new double[] {2}, new double[] {2.0003});
        assertThat(check.agrees()).isFalse();
        assertThat(check.text()).isEqualTo("loss [2.0003] where ours is [2.0]");
    }

    @Test
    void theLossAfterAnUpdateMayBeAHundredthOff() {
        double[] ours = {2, 1};
        assertThat(LossCheck.of(Task.TRAIN, ours, new double[] {2, 1.009}).agrees())
                .isTrue();
        assertThat(LossCheck.of(Task.TRAIN, ours, new double[] {2, 1.011}).agrees())
                .isFalse();
    }

    @Test
    void aProductMayBeAThousandthOff() {
        double[] ours = {2, 10, -3};
        assertThat(LossCheck.of(Task.PRODUCT, ours, new double[] {2, 10.009, -3.0029})
                        .agrees())
                .isTrue();
        assertThat(LossCheck.of(Task.PRODUCT, ours, new double[] {2, 10, -3.0031})
                        .agrees())
                .isFalse();
    }

    @Test
    void aLossThatIsMissingOrNotANumberAgreesWithNothing() {
        assertThat(LossCheck.of(Task.TRAIN, new double[] {2, 1}, new double[] {2})
                        .agrees())
                .isFalse();
        assertThat(LossCheck.of(Task.EVAL, new double[] {2}, new double[] {Double.NaN})
                        .agrees())
                .isFalse();
    }
}
