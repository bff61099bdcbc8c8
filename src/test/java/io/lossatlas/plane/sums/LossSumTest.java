package io.lossatlas.plane.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LossSumTest {

    @Test
    void meanErrorAndAccuracyAreThoseOfTheExamples() {
        LossSum sum = LossSum.of(new double[] {1, 2, 3, 6}, new boolean[] {true, false, true, false}, 0, 4);

        assertThat(sum.loss()).isEqualTo(3);
        assertThat(sum.accuracy()).isEqualTo(0.5);
        // Deviations -2, -1, 0, 3: variance 14 / 3, standard error sqrt(14 / 3 / 4).
        assertThat(sum.standardError()).isCloseTo(1.0801234497346435, within(1e-15));
    }

    @Test
    void partsAddUp() {
        double[] losses = {1, 2, 4};
        boolean[] correct = {true, false, true};
        LossSum left = LossSum.of(losses, correct, 0, 2);
        LossSum right = LossSum.of(losses, correct, 2, 3);

        assertThat(left.plus(right)).isEqualTo(new LossSum(3, 7, 21, 2, 0));
        assertThat(LossSum.NONE.plus(left)).isEqualTo(left);
    }

    @Test
    void aLossThatIsNotFiniteIsKeptAndCounted() {
        double[] losses = {1, Double.NaN, Double.POSITIVE_INFINITY};
        LossSum sum = LossSum.of(losses, new boolean[] {true, false, false}, 0, 3);

        assertThat(sum.nonFinite()).isEqualTo(2);
        assertThat(sum.loss()).isNaN();
        assertThat(sum.standardError()).isNaN();
        assertThat(sum.accuracy()).isEqualTo(1.0 / 3);
    }

    @Test
    void anInfiniteLossMakesAnInfiniteMean() {
        LossSum sum = LossSum.of(new double[] {1, Double.POSITIVE_INFINITY}, new boolean[2], 0, 2);

        assertThat(sum.loss()).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void everyNanHasTheSameBits() {
        double odd = Double.longBitsToDouble(0xfff8000000000001L);
        LossSum sum = LossSum.of(new double[] {odd}, new boolean[1], 0, 1);

        assertThat(Double.doubleToRawLongBits(sum.lossSum())).isEqualTo(Double.doubleToRawLongBits(Double.NaN));
    }

    @Test
    void zeroIsALoss() {
        LossSum sum = LossSum.of(new double[] {0, 0}, new boolean[] {true, true}, 0, 2);

        assertThat(sum.loss()).isZero();
        assertThat(sum.standardError()).isZero();
        assertThat(sum.nonFinite()).isZero();
    }
}
