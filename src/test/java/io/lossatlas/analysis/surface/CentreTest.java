package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.plane.LossGrid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CentreTest {
    private static final double EXACT = 1e-12;

    /** On a^2 + 4 b^2 the mean over the circle is r^2 (1 + 4) / 2; bilinear mixing adds at most (2 + 8) h^2 / 8. */
    @Test
    void sharpnessOfABowl() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 201, (a, b) -> 7 + a * a + 4 * b * b));

        assertThat(found.get(Sharpness.mean(0.5))).isCloseTo(0.625, within(1.25e-4));
        assertThat(found.get(Sharpness.max(0.5))).isCloseTo(1, within(EXACT));
        assertThat(found.get(Sharpness.mean(1))).isCloseTo(2.5, within(1.25e-4));
        assertThat(found.get(Sharpness.max(1))).isCloseTo(4, within(EXACT));
    }

    @Test
    void sharpnessIsInUnitsOfTheCoordinatesAtUnequalSteps() {
        Map<Metric, Double> found =
                Grids.measured(Grids.of(Grids.axis(-1, 1, 5), Grids.axis(-2, 2, 11), (a, b) -> 5 + 3 * a));

        assertThat(found.get(Sharpness.mean(0.5))).isCloseTo(0, within(EXACT));
        assertThat(found.get(Sharpness.max(0.5))).isCloseTo(1.5, within(EXACT));
    }

    @Test
    void aCircleThatLeavesTheWindowHasNoSharpness() {
        assertThat(Grids.measured(Grids.square(0.5, 11, (a, b) -> 1 + a * a)))
                .containsKey(Sharpness.mean(0.5))
                .doesNotContainKey(Sharpness.mean(1));
    }

    /** The hole takes the angles out whose cells touch it: those with a > 0.5, where the loss is higher. */
    @Test
    void sharpnessLeavesOutAnglesAtAHole() {
        LossGrid slope = Grids.square(1, 3, (a, b) -> 5 + a);
        LossGrid holed = Grids.withHole(Grids.withHole(Grids.withHole(slope, 2, 0), 2, 1), 2, 2);

        assertThat(Grids.measured(holed).get(Sharpness.max(1))).isCloseTo(0, within(EXACT));
    }

    @Test
    void basinOfASlopeEndsAtItsLevel() {
        LossGrid slope = Grids.of(Grids.axis(-1, 1, 9), Grids.axis(-2, 2, 5), (a, b) -> 5 + a);

        // Left of a = 0.1, 0.5 and 1 in a window 4 high.
        assertThat(Grids.measured(slope).get(BasinWidth.under(0.1))).isCloseTo(1.1 * 4, within(EXACT));
        assertThat(Grids.measured(slope).get(BasinWidth.under(0.5))).isCloseTo(1.5 * 4, within(EXACT));
        assertThat(Grids.measured(slope).get(BasinWidth.under(5))).isCloseTo(8, within(EXACT));
    }

    /** {a^2 + 4 b^2 < t} is an ellipse of area pi t / 2; the polygon of triangles misses it by the order of h^2. */
    @Test
    void basinOfABowlIsAnEllipse() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 201, (a, b) -> 2 + a * a + 4 * b * b));

        assertThat(found.get(BasinWidth.under(0.5))).isCloseTo(Math.PI / 4, within(5e-4));
        assertThat(found.get(BasinWidth.under(0.1))).isCloseTo(Math.PI / 20, within(5e-4));
    }

    @Test
    void shareOfATriangleBelowALevel() {
        assertThat(BasinWidth.triangle(0, 1, 1, 0.5)).isCloseTo(0.25, within(EXACT));
        assertThat(BasinWidth.triangle(1, 0, 0, 0.5)).isCloseTo(0.75, within(EXACT));
        assertThat(BasinWidth.triangle(0, 2, 1, 1)).isCloseTo(0.5, within(EXACT));
        assertThat(BasinWidth.triangle(1, 1, 1, 1)).isZero();
        assertThat(BasinWidth.triangle(1, 1, 1, 1.5)).isEqualTo(1);
    }

    @Test
    void aCellWithAHoleIsOutsideTheBasin() {
        LossGrid flat = Grids.square(1, 3, (a, b) -> 1);

        assertThat(Grids.measured(Grids.withHole(flat, 0, 0)).get(BasinWidth.under(1)))
                .isEqualTo(3);
    }

    @Test
    void theCentreOfABowlIsItsMinimum() {
        assertThat(Grids.measured(Grids.square(1, 5, (a, b) -> 1 + a * a + b * b)))
                .containsEntry(Centre.CENTRE_IS_MINIMUM, 1.0)
                .containsEntry(Centre.CENTRE_LOSS, 1.0)
                .containsEntry(Centre.CENTRE_EXCESS, 0.0)
                .containsEntry(Centre.MINIMUM_DISTANCE, 0.0);
    }

    /** (a - 0.5)^2 + (b - 1)^2 with half steps: the lowest point is sqrt(1.25) away and 1.25 lower. */
    @Test
    void aBowlBesideTheCentreHasItsMinimumElsewhere() {
        Map<Metric, Double> found =
                Grids.measured(Grids.square(1, 5, (a, b) -> 1 + (a - 0.5) * (a - 0.5) + (b - 1) * (b - 1)));

        assertThat(found)
                .containsEntry(Centre.CENTRE_IS_MINIMUM, 0.0)
                .containsEntry(Centre.CENTRE_EXCESS, 1.25)
                .containsEntry(Centre.MINIMUM_DISTANCE, Math.sqrt(1.25));
    }

    @Test
    void aNeighbourThatIsAHoleIsNoLowerOne() {
        LossGrid bowl = Grids.square(1, 5, (a, b) -> 1 + a * a + b * b);

        assertThat(Grids.measured(Grids.withHole(bowl, 1, 2))).containsEntry(Centre.CENTRE_IS_MINIMUM, 1.0);
    }

    @Test
    void onTheEdgeOfTheWindowNothingIsSaidOfAMinimum() {
        LossGrid corner = Grids.of(Grids.axis(0, 1, 3), Grids.axis(-1, 1, 3), (a, b) -> 1 + a * a + b * b);

        assertThat(Grids.measured(corner))
                .containsEntry(Centre.CENTRE_LOSS, 1.0)
                .doesNotContainKeys(Centre.CENTRE_IS_MINIMUM, CentreCurvature.CENTRE_LAMBDA_MIN);
    }

    @Test
    void anEvenGridHasNoCentre() {
        assertThat(Grids.measured(Grids.square(1, 4, (a, b) -> 1 + a * a)))
                .containsKey(LossStatistics.LOSS_MIN)
                .doesNotContainKeys(
                        Centre.CENTRE_LOSS,
                        Centre.CENTRE_IS_MINIMUM,
                        Centre.CENTRE_EXCESS,
                        Centre.MINIMUM_DISTANCE,
                        Asymmetry.ASYMMETRY,
                        BasinWidth.under(1),
                        Sharpness.mean(0.5));
    }

    @Test
    void aHoleAtTheCentreIsNoCentre() {
        LossGrid holed = Grids.withHole(Grids.square(1, 5, (a, b) -> 1 + a * a), 2, 2);

        assertThat(Grids.measured(holed)).doesNotContainKeys(Centre.CENTRE_LOSS, Asymmetry.ASYMMETRY);
    }

    @Test
    void asymmetryOfBowlAndSlope() {
        assertThat(Asymmetry.of(Grids.square(1, 9, (a, b) -> 1 + a * a + a * b + 3 * b * b)))
                .isZero();
        assertThat(Asymmetry.of(Grids.square(1, 9, (a, b) -> 4 + a - 2 * b))).isCloseTo(1, within(EXACT));
        assertThat(Asymmetry.of(Grids.square(1, 9, (a, b) -> 4))).isZero();
    }

    /** a^2 + a at -1, 0, 1: |L(1) - L(-1)| = 2 and |L(1) + L(-1) - 2 L0| = 2. */
    @Test
    void asymmetryHalfAndHalf() {
        LossGrid surface = Grids.of(Grids.axis(-1, 1, 3), Grids.axis(0, 0, 1), (a, b) -> 3 + a * a + a);

        assertThat(Asymmetry.of(surface)).isCloseTo(0.5, within(EXACT));
    }

    /** Beyond 1 there is nothing opposite; the pairs within are those of a slope. */
    @Test
    void asymmetryTakesPairsThatAreBothThere() {
        LossGrid surface = Grids.of(Grids.axis(-1, 3, 5), Grids.axis(-1, 1, 3), (a, b) -> a > 1 ? 1000 : 10 + a);

        assertThat(Asymmetry.of(surface)).isCloseTo(1, within(EXACT));
        assertThat(Grids.measured(Grids.square(1, 5, (a, b) -> Math.exp(a))).get(Asymmetry.LOG_ASYMMETRY))
                .isCloseTo(1, within(EXACT));
    }
}
