package io.lossatlas.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxCrossEntropyTest {

    @Test
    void equalLogitsCostTheLogarithmOfTheirNumber() {
        assertThat(SoftmaxCrossEntropy.loss(new float[] {9, 3, 3, 3, 3}, 1, 1, 4, 2))
                .isCloseTo(Math.log(4), within(1e-15));
    }

    @Test
    void logitsFarApartNeitherOverflowNorAreClipped() {
        assertThat(SoftmaxCrossEntropy.loss(new float[] {1e30f, 0}, 0, 1, 2, 1)).isEqualTo((double) 1e30f);
        assertThat(SoftmaxCrossEntropy.loss(new float[] {-2000, 0}, 0, 1, 2, 0)).isEqualTo(2000);
        assertThat(SoftmaxCrossEntropy.loss(new float[] {1000, 0}, 0, 1, 2, 0)).isZero();
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        float infinite = Float.POSITIVE_INFINITY;
        assertThat(SoftmaxCrossEntropy.loss(new float[] {infinite, 0}, 0, 1, 2, 1))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SoftmaxCrossEntropy.loss(new float[] {infinite, 0}, 0, 1, 2, 0))
                .isNaN();
        assertThat(SoftmaxCrossEntropy.loss(new float[] {0, -infinite}, 0, 1, 2, 1))
                .isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(SoftmaxCrossEntropy.loss(new float[] {Float.NaN, 0}, 0, 1, 2, 1))
                .isNaN();
    }

    @Test
    void theLogitsOfAnExampleMayStandApart() {
        float[] logits = {1, 9, 2, 9, 3, 9};

        assertThat(SoftmaxCrossEntropy.loss(logits, 0, 2, 3, 1))
                .isEqualTo(SoftmaxCrossEntropy.loss(new float[] {1, 2, 3}, 0, 1, 3, 1));
        assertThat(SoftmaxCrossEntropy.correct(logits, 0, 2, 3, 2)).isTrue();
    }

    /** Softmax of (0, ln 3) is (1/4, 3/4): halved by a batch of 2, less half at the label. */
    @Test
    void theGradientIsSoftmaxLessOneHotOverTheBatch() {
        float[] gradient = new float[2];

        SoftmaxCrossEntropy.gradient(new float[] {0, (float) Math.log(3)}, 0, 1, 2, 1, 2, gradient, 0);

        assertThat(gradient[0]).isCloseTo(0.125f, within(1e-7f));
        assertThat(gradient[1]).isCloseTo(-0.125f, within(1e-7f));
    }

    @Test
    void theFirstOfEqualLogitsIsTheAnswer() {
        assertThat(SoftmaxCrossEntropy.correct(new float[] {1, 2, 2}, 0, 1, 3, 1))
                .isTrue();
        assertThat(SoftmaxCrossEntropy.correct(new float[] {1, 2, 2}, 0, 1, 3, 2))
                .isFalse();
    }

    @Test
    void anAnswerBesideANanIsWrong() {
        assertThat(SoftmaxCrossEntropy.correct(new float[] {1, 2, Float.NaN}, 0, 1, 3, 1))
                .isFalse();
    }
}
