package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Surface;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OverviewPictureTest {

    private static Surface ramp(int n) {
        return TestSurfaces.of(
                "d%d-plain-w8-s1-lr0.05".formatted(n + 1),
                TestSurfaces.even(-1, 1, 5),
                TestSurfaces.even(-1, 1, 5),
                (a, b) -> Math.pow(10, 2 * (n % 2 == 0 ? a : b)));
    }

    private static List<Surface> ramps(int count) {
        return IntStream.range(0, count).mapToObj(OverviewPictureTest::ramp).toList();
    }

    @Test
    void everyPanelHasItsOwnNameContoursAndCentre() {
        List<Surface> ramps = ramps(3);
        Drawn drawn =
                Drawn.of(new OverviewPicture(ramps, LogScale.of(ramps), GuessingLoss.TEN, key -> Optional.empty()));
        for (int n = 0; n < 3; n++) {
            Drawn panel = drawn.in(ramps.get(n).key().variant());
            int axis = n % 2;
            double middle = axis == 0 ? panel.plot().getCenterX() : panel.plot().getCenterY();
            assertThat(panel.label(ramps.get(n).key().variant()).y())
                    .isLessThan(panel.plot().getMinY());
            assertThat(panel.label("centre 1.000")).isNotNull();
            assertThat(panel.in("contours", "level 1.000").points())
                    .isNotEmpty()
                    .allSatisfy(point -> assertThat(point[axis]).isCloseTo(middle, within(0.05)));
        }
    }

    /** On each ramp ln 7 = 1.9459, whose logarithm to base 10 is 0.28912, is at 0.14456 of -1 to 1. */
    @Test
    void everyPanelMarksTheLossOfGuessingOneOfSeven() {
        List<Surface> ramps = ramps(2);
        Drawn drawn =
                Drawn.of(new OverviewPicture(ramps, LogScale.of(ramps), new GuessingLoss(7), key -> Optional.empty()));
        Drawn panel = drawn.in(ramps.get(0).key().variant());
        double x = panel.plot().getX() + panel.plot().getWidth() * (0.14456 + 1) / 2;
        assertThat(panel.in("contours", "guessing").points()).isNotEmpty().allSatisfy(point -> assertThat(point[0])
                .isCloseTo(x, within(0.05)));
        assertThat(drawn.in("colour-bar").label("ln 7")).isNotNull();
        assertThat(drawn.labels())
                .extracting(Drawn.Label::text)
                .anyMatch(text -> text.endsWith("dashed: ln 7, guessing"));
    }

    @Test
    void panelsFillRowsOfTwoOrFour() {
        assertThat(Drawn.of(new OverviewPicture(
                                ramps(4), new LogScale(0.01, 100, 100), GuessingLoss.TEN, key -> Optional.empty()))
                        .frame()
                        .getWidth())
                .isEqualTo(110 + 2 * (440 + 96) + 76 + 34 + 128);
        List<Surface> six = ramps(6);
        Drawn drawn = Drawn.of(new OverviewPicture(six, LogScale.of(six), GuessingLoss.TEN, key -> Optional.empty()));
        assertThat(drawn.in(six.get(4).key().variant()).plot().getX())
                .isEqualTo(drawn.in(six.get(0).key().variant()).plot().getX());
        assertThat(drawn.in(six.get(4).key().variant()).plot().getY())
                .isGreaterThan(drawn.in(six.get(0).key().variant()).plot().getMaxY());
    }

    @Test
    void twoAndManyPanelsAreWellDrawn() throws IOException {
        for (int count : new int[] {2, 4, 5}) {
            FigureAssert.isWellDrawn(new OverviewPicture(
                    ramps(count), LogScale.of(ramps(count)), GuessingLoss.TEN, key -> Optional.empty()));
        }
    }
}
