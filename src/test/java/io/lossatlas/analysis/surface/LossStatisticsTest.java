package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LossStatisticsTest {
    @Test
    void valuesByHand() {
        assertThat(Grids.measured(Grids.line(4, 1, Double.NaN, 3, 10)))
                .containsEntry(LossStatistics.LOSS_MIN, 1.0)
                .containsEntry(LossStatistics.LOSS_MEDIAN, 3.5)
                .containsEntry(LossStatistics.LOSS_MEAN, 4.5)
                .containsEntry(LossStatistics.LOSS_MAX, 10.0);
    }

    /** Half of the points 0.03 above ln 10, half 0.04 below: sqrt((9 + 16) / 2) hundredths. */
    @Test
    void aPlateauAtGuessing() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 4, (a, b) -> Math.log(10) + (a > 0 ? 0.03 : -0.04)));

        assertThat(found.get(Plateau.PLATEAU_SPREAD)).isCloseTo(0.01 * Math.sqrt(12.5), within(1e-14));
        assertThat(found.get(Plateau.PLATEAU_DEVIATION_MAX)).isCloseTo(0.04, within(1e-14));
        assertThat(found).containsEntry(Plateau.PLATEAU_FRACTION, 1.0);
    }

    /** Of seven classes: a plateau 0.05 above ln 7 = 1.94591. */
    @Test
    void thePlateauIsThatOfTheDatasClasses() {
        SurfaceContext seven = new SurfaceContext("random", new GuessingLoss(7), 0, 0, (one, other) -> 0);
        Map<Metric, Double> found = Grids.measured(Grids.square(1, 4, (a, b) -> 1.9959101490553133), seven);

        assertThat(found.get(Plateau.PLATEAU_SPREAD)).isCloseTo(0.05, within(1e-14));
        assertThat(found).containsEntry(Plateau.PLATEAU_FRACTION, 1.0);
    }

    /** The mean squared error of guessing is not known. */
    @Test
    void thereIsNoPlateauOfALossWithoutGuessing() {
        SurfaceContext squares = new SurfaceContext("random", GuessingLoss.NONE, 0, 0, (one, other) -> 0);

        assertThat(Grids.measured(Grids.square(1, 4, (a, b) -> 2.3), squares))
                .containsKey(LossStatistics.LOSS_MIN)
                .doesNotContainKeys(Plateau.PLATEAU_SPREAD, Plateau.PLATEAU_DEVIATION_MAX, Plateau.PLATEAU_FRACTION);
    }

    @Test
    void halfOfAStepIsOnThePlateau() {
        assertThat(Grids.measured(Grids.square(1, 4, (a, b) -> a > 0 ? 2.3 : 1e17)))
                .containsEntry(Plateau.PLATEAU_FRACTION, 0.5);
    }

    @Test
    void nothingIsFoundWhereAllAreHoles() {
        assertThat(Grids.measured(Grids.square(1, 3, (a, b) -> Double.NaN))).isEmpty();
    }
}
