package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.plane.LossGrid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConvexityTest {
    /** Rounding of losses near 1 over the smallest squared step, 0.01, and then some. */
    private static final double ROUNDING = 1e-12;

    /** 3 a^2 + 2 ab + 2 b^2 has the Hessian [6, 2; 2, 4] with eigenvalues 5 -+ sqrt 5, whatever the steps. */
    @Test
    void aRotatedBowlHasItsEigenvaluesAtUnequalSteps() {
        LossGrid bowl = Grids.of(
                Grids.axis(-1, 1, 21), Grids.axis(-0.5, 1.5, 9), (a, b) -> 1 + 3 * a * a + 2 * a * b + 2 * b * b);

        Map<Metric, Double> found = Grids.measured(bowl);

        assertThat(found.get(CentreCurvature.CENTRE_LAMBDA_MIN)).isCloseTo(5 - Math.sqrt(5), within(ROUNDING));
        assertThat(found.get(CentreCurvature.CENTRE_LAMBDA_MAX)).isCloseTo(5 + Math.sqrt(5), within(ROUNDING));
        assertThat(found)
                .containsEntry(Convexity.CONVEX_FRACTION, 1.0)
                .containsEntry(Convexity.STRICTLY_CONVEX_FRACTION, 1.0)
                .containsEntry(Convexity.FLAT_FRACTION, 0.0);
    }

    /** a^2 + 3 ab + b^2 bends up along both axes; only the mixed difference tells that it is a saddle: 2 -+ 3. */
    @Test
    void theCrossTermTellsASaddle() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 11, (a, b) -> 9 + a * a + 3 * a * b + b * b));

        assertThat(found.get(CentreCurvature.CENTRE_LAMBDA_MIN)).isCloseTo(-1, within(ROUNDING));
        assertThat(found.get(CentreCurvature.CENTRE_LAMBDA_MAX)).isCloseTo(5, within(ROUNDING));
        assertThat(found).containsEntry(Convexity.CONVEX_FRACTION, 0.0).containsEntry(Convexity.FLAT_FRACTION, 0.0);
    }

    /** A valley that is straight along beta: lambda_min is 0, which is not below -tau, and not above tau. */
    @Test
    void aStraightValleyIsConvexButNotStrictly() {
        assertThat(Grids.measured(Grids.square(1, 11, (a, b) -> 1 + a * a)))
                .containsEntry(Convexity.CONVEX_FRACTION, 1.0)
                .containsEntry(Convexity.STRICTLY_CONVEX_FRACTION, 0.0)
                .containsEntry(Convexity.FLAT_FRACTION, 0.0);
    }

    /** Float rounds losses near ln 10 by up to 1.2e-7, deep networks by some 1e-6. */
    @Test
    void aPlateauWithRoundingNoiseIsFlatAndNotABowl() {
        LossGrid plateau = Grids.noisy(Grids.square(1, 51, (a, b) -> Math.log(10)), 2e-6);

        assertThat(Grids.measured(plateau))
                .containsEntry(Convexity.FLAT_FRACTION, 1.0)
                .containsEntry(Convexity.STRICTLY_CONVEX_FRACTION, 0.0)
                .containsEntry(Convexity.CONVEX_FRACTION, 1.0);
    }

    @Test
    void noiseAboveRoundingIsNeitherFlatNorConvex() {
        Map<Metric, Double> found = Grids.measured(Grids.noisy(Grids.square(1, 51, (a, b) -> Math.log(10)), 2e-3));

        assertThat(found.get(Convexity.FLAT_FRACTION)).isLessThan(0.01);
        assertThat(found.get(Convexity.CONVEX_FRACTION)).isBetween(0.05, 0.4);
    }

    /** tau = 2^-20 * 2 * (4 / 0.1^2 + 1 / (0.1 * 0.2)) for losses of 2 at steps 0.1 and 0.2. */
    @Test
    void tauIsTheRoundingOfTheLossOverTheSteps() {
        LossGrid constant = Grids.of(Grids.axis(0, 0.2, 3), Grids.axis(0, 0.4, 3), (a, b) -> 2);

        assertThat(Hessian.at(constant, 1, 1).tau()).isCloseTo(450.0 / 524_288, within(1e-15));
    }

    /**
     * cos(2 pi a) is not negative at 41 of the 79 inner coordinates: |a| <= 0.25 at 21, |a| >= 0.75 at 10 on each side. The
     * second differences of an egg box are those cosines, so that it is convex at 41^2 points; where the loss is at most 1,
     * both cosines are positive.
     */
    @Test
    void anEggBoxIsConvexInItsCups() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 81, Grids::eggBox));

        assertThat(found.get(Convexity.CONVEX_FRACTION)).isCloseTo(41.0 * 41 / (79 * 79), within(1e-15));
        assertThat(found.get(Convexity.STRICTLY_CONVEX_FRACTION)).isCloseTo(37.0 * 37 / (79 * 79), within(1e-15));
        assertThat(found).containsEntry(Convexity.below(Convexity.CONVEX_FRACTION, LevelSet.ONE), 1.0);
        assertThat(found.get(Convexity.below(Convexity.CONVEX_FRACTION, LevelSet.TEN)))
                .isEqualTo(found.get(Convexity.CONVEX_FRACTION));
    }

    @Test
    void aLevelSetWithoutPointsHasNoFraction() {
        assertThat(Grids.measured(Grids.square(1, 5, (a, b) -> 5 + a * a)))
                .containsKey(Convexity.below(Convexity.CONVEX_FRACTION, LevelSet.TEN))
                .doesNotContainKeys(
                        Convexity.below(Convexity.CONVEX_FRACTION, LevelSet.ONE),
                        Convexity.below(Convexity.FLAT_FRACTION, LevelSet.LN_TEN));
    }

    /**
     * The second difference of a^3 / 6 is a, that of b^4 is positive. Of the 5 x 5 inner points the nine around the hole have
     * no Hessian; of the other 16, a is not negative at 2 with a = 0, 2 with a = 1 and 5 with a = 2.
     */
    @Test
    void aHoleTakesItsNeighboursOutOfTheShare() {
        LossGrid surface = Grids.square(3, 7, (a, b) -> 20 + a * a * a / 6 + b * b * b * b);

        assertThat(Grids.measured(Grids.withHole(surface, 3, 3)).get(Convexity.CONVEX_FRACTION))
                .isCloseTo(9.0 / 16, within(1e-15));
    }

    @Test
    void aHoleInTheMiddleOfFiveByFiveLeavesNothing() {
        LossGrid holed = Grids.withHole(Grids.square(1, 5, (a, b) -> a * a + b * b), 2, 2);

        assertThat(Grids.measured(holed))
                .doesNotContainKeys(Convexity.CONVEX_FRACTION, CentreCurvature.CENTRE_LAMBDA_MIN);
    }

    @Test
    void aLineHasNoCurvatureInThePlane() {
        assertThat(Grids.measured(Grids.line(3, 2, 1, 2, 3))).doesNotContainKey(Convexity.CONVEX_FRACTION);
    }
}
