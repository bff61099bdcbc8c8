package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.plane.LossGrid;
import org.junit.jupiter.api.Test;

class RoughnessTest {
    private static final double EXACT = 1e-10;

    @Test
    void totalVariationOfSlopesIsOne() {
        assertThat(Roughness.totalVariation(Grids.square(1, 21, (a, b) -> 5 + a)))
                .isCloseTo(1, within(EXACT));
        assertThat(Roughness.totalVariation(
                        Grids.of(Grids.axis(0, 1, 7), Grids.axis(-3, 5, 4), (a, b) -> Math.exp(3 * a) - b * b * b)))
                .isCloseTo(1, within(EXACT));
    }

    @Test
    void totalVariationOfABowlIsTwoWhateverTheGrid() {
        assertThat(Roughness.totalVariation(Grids.square(1, 21, (a, b) -> 1 + a * a + b * b)))
                .isCloseTo(2, within(EXACT));
        assertThat(Roughness.totalVariation(
                        Grids.of(Grids.axis(-1, 1, 41), Grids.axis(-1, 1, 11), (a, b) -> a * a + b * b)))
                .isCloseTo(2, within(EXACT));
    }

    /** Two whole waves go up and down by 4 x 2 along each axis, and the range is 4. */
    @Test
    void totalVariationOfAnEggBoxCountsItsWaves() {
        assertThat(Roughness.totalVariation(Grids.square(1, 41, Grids::eggBox))).isCloseTo(4, within(EXACT));
    }

    @Test
    void aConstantSurfaceDoesNotVary() {
        assertThat(Roughness.totalVariation(Grids.square(1, 5, (a, b) -> 2))).isZero();
        assertThat(Roughness.rmsSecondDifference(Grids.square(1, 5, (a, b) -> 2)))
                .isZero();
    }

    /** Steps 3 to 1, 1 to 4 and back: 2 + 3 + 4 over the range 4; what touches the hole is no step. */
    @Test
    void totalVariationOfALineByHand() {
        assertThat(Roughness.totalVariation(Grids.line(3, 1, 4, 0))).isCloseTo(9.0 / 4, within(EXACT));
        assertThat(Roughness.totalVariation(Grids.line(3, 1, Double.NaN, 0, 4))).isCloseTo(6.0 / 4, within(EXACT));
    }

    /** 3 a^2 + 2 ab + 2 b^2: sqrt(6^2 + 2 2^2 + 4^2) = sqrt 60 everywhere. */
    @Test
    void secondDifferencesOfAQuadraticAtUnequalSteps() {
        LossGrid bowl =
                Grids.of(Grids.axis(-1, 1, 21), Grids.axis(-0.5, 1.5, 9), (a, b) -> 3 * a * a + 2 * a * b + 2 * b * b);

        assertThat(Roughness.rmsSecondDifference(bowl)).isCloseTo(Math.sqrt(60), within(EXACT));
    }

    @Test
    void secondDifferencesOfALine() {
        assertThat(Roughness.rmsSecondDifference(Grids.of(Grids.axis(0, 0, 1), Grids.axis(-1, 1, 9), (a, b) -> b * b)))
                .isCloseTo(2, within(EXACT));
    }

    /** ln exp(a^2 + ab) has the Hessian [2, 1; 1, 0]: sqrt 6. */
    @Test
    void theLogarithmTamesAnExponential() {
        LossGrid surface = Grids.square(1, 21, (a, b) -> Math.exp(a * a + a * b));

        assertThat(Grids.measured(surface).get(Roughness.LOG_RMS_SECOND_DIFFERENCE))
                .isCloseTo(Math.sqrt(6), within(EXACT));
        assertThat(Grids.measured(Grids.square(1, 21, (a, b) -> Math.exp(40 * a)))
                        .get(Roughness.LOG_TOTAL_VARIATION))
                .isCloseTo(1, within(EXACT));
    }

    @Test
    void aLossOfZeroHasNoLogarithmAndIsLeftOut() {
        assertThat(Grids.measured(Grids.line(0, 1, Math.E, 1)).get(Roughness.LOG_TOTAL_VARIATION))
                .isCloseTo(2, within(EXACT));
    }
}
