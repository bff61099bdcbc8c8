package io.lossatlas.engine.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest {
    private static final ImageShape ONE = new ImageShape(1, 1, 1);
    private static final ExampleLoss LOSS = ExampleLoss.MEAN_SQUARED_ERROR;

    /** Two examples of three numbers each. */
    private static final LabelledImages NUMBERS =
            LabelledImages.ofNumbers(new float[2], new double[] {9, 9, 9, 1, -2, 0.5}, ONE, 3);

    /** Two examples of classes 2 and 0 of three. */
    private static final LabelledImages LABELS = LabelledImages.ofFloats(new float[2], new int[] {2, 0}, ONE, 3);

    /** Differences 1, 0 and -2: a mean of 5 / 3. */
    @Test
    void theLossIsTheMeanOfTheSquaresOverTheOutputs() {
        assertThat(LOSS.loss(new float[] {2, -2, -1.5f}, 0, 1, NUMBERS, 1)).isEqualTo(5.0 / 3);
        assertThat(LOSS.loss(new float[] {7, 2, 7, -2, 7, -1.5f}, 1, 2, NUMBERS, 1))
                .isEqualTo(5.0 / 3);
    }

    /** Against 1 at the label and 0 elsewhere: differences 0.5, -1 and 1 of class 2, -0.5, -1 and 2 of class 0. */
    @Test
    void theTargetOfALabelIsOneThereAndZeroElsewhere() {
        float[] outputs = {0.5f, -1, 2};

        assertThat(LOSS.loss(outputs, 0, 1, LABELS, 0)).isEqualTo(2.25 / 3);
        assertThat(LOSS.loss(outputs, 0, 1, LABELS, 1)).isEqualTo(5.25 / 3);
    }

    @Test
    void labelsHaveARightAnswerAndNumbersHaveNone() {
        float[] outputs = {0.5f, -1, 2};

        assertThat(LOSS.correct(outputs, 0, 1, LABELS, 0)).isTrue();
        assertThat(LOSS.correct(outputs, 0, 1, LABELS, 1)).isFalse();
        assertThat(LOSS.correct(outputs, 0, 1, NUMBERS, 0)).isFalse();
    }

    @Test
    void whatIsNotFiniteStaysSo() {
        float infinite = Float.POSITIVE_INFINITY;
        assertThat(LOSS.loss(new float[] {infinite, 0, 0}, 0, 1, NUMBERS, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOSS.loss(new float[] {0, -infinite, 0}, 0, 1, NUMBERS, 0)).isEqualTo(Double.POSITIVE_INFINITY);
        assertThat(LOSS.loss(new float[] {0, 0, Float.NaN}, 0, 1, NUMBERS, 0)).isNaN();
        // The square of the largest float is far below the largest double.
        assertThat(LOSS.loss(new float[] {Float.MAX_VALUE, 9, 9}, 0, 1, NUMBERS, 0))
                .isEqualTo(((double) Float.MAX_VALUE - 9) * ((double) Float.MAX_VALUE - 9) / 3);
    }

    /**
     * Against central differences, which are exact for a quadratic up to roundings: a step of 2^-10 of outputs that are
     * multiples of it leaves those of double alone, and the gradient's rounding to float, 6e-8 relative.
     */
    @Test
    void theGradientIsTheSlopeOfTheLossOverTheBatch() {
        Random random = new Random(7);
        float step = 1f / 1024;
        for (LabelledImages examples : new LabelledImages[] {NUMBERS, LABELS}) {
            float[] outputs = new float[6];
            for (int n = 0; n < outputs.length; n++) {
                outputs[n] = Math.round(random.nextGaussian() * 1024) * step;
            }
            float[] gradient = new float[7];
            LOSS.gradient(outputs, 1, 2, examples, 1, 5, gradient, 2);
            for (int j = 0; j < 3; j++) {
                int at = 1 + 2 * j;
                float[] above = outputs.clone();
                float[] below = outputs.clone();
                above[at] += step;
                below[at] -= step;
                double slope = (LOSS.loss(above, 1, 2, examples, 1) - LOSS.loss(below, 1, 2, examples, 1)) / (2 * step);
                assertThat((double) gradient[2 + 2 * j]).isCloseTo(slope / 5, within(1e-7 * Math.abs(slope) + 1e-9));
            }
            assertThat(new float[] {gradient[0], gradient[1], gradient[3], gradient[5]})
                    .containsOnly(0);
        }
    }

    @Test
    void crossEntropyNeedsLabels() {
        assertThatThrownBy(() -> ExampleLoss.CROSS_ENTROPY.loss(new float[3], 0, 1, NUMBERS, 0))
                .isInstanceOf(IllegalStateException.class);
    }
}
