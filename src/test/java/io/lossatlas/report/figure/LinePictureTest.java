package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Surface;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LinePictureTest {
    private static final String VARIANT = "d10-skip-w8-s1-lr0.05";
    private static final String OTHER = "d10-skip-w8-s2-lr0.05";
    private static final double[] ALPHAS = TestSurfaces.even(-0.5, 1.5, 9);
    private static final double[] ZERO = {0};
    private static final int LEFT = 130;
    private static final int TOP = 120;
    private static final int WIDTH = 840;
    private static final int HEIGHT = 520;
    private static final int BOTTOM = TOP + HEIGHT;

    private static Surface line(DoubleUnaryOperator loss) {
        Surface surface = TestSurfaces.of(VARIANT, ALPHAS, ZERO, (a, b) -> loss.applyAsDouble(a));
        Arrays.fill(surface.lossSe(), 0.1);
        Arrays.fill(surface.accuracy(), 0.25);
        return surface;
    }

    private static double x(double alpha) {
        return LEFT + WIDTH * (alpha + 0.5) / 2;
    }

    @Test
    void theCurveRunsThroughItsPointsOnALinearAxisFromZero() {
        Drawn drawn = Drawn.of(new LinePicture(line(a -> 2 - a), OTHER, GuessingLoss.TEN, Optional.empty()));
        assertThat(drawn.in("loss").points()).hasSize(9);
        for (int n = 0; n < 9; n++) {
            double share = (2 - ALPHAS[n]) / (1.05 * 2.5);
            assertThat(drawn.in("loss").points().get(n))
                    .containsExactly(new double[] {x(ALPHAS[n]), BOTTOM - HEIGHT * share}, within(0.01));
        }
        assertThat(drawn.in("accuracy").points()).hasSize(9).allSatisfy(point -> assertThat(point[1])
                .isCloseTo(BOTTOM - 0.25 * HEIGHT, within(0.01)));
        assertThat(drawn.label("loss in nats")).isNotNull();
        assertThat(drawn.in("axes").label("2").y()).isCloseTo(BOTTOM - HEIGHT * 2 / (1.05 * 2.5), within(0.02));
    }

    @Test
    void theBandIsAStandardErrorToEitherSide() {
        Drawn band = Drawn.of(new LinePicture(line(a -> 2 - a), OTHER, GuessingLoss.TEN, Optional.empty()))
                .in("standard-error");
        assertThat(band.points().get(0)[1]).isCloseTo(BOTTOM - HEIGHT * 2.4 / 2.625, within(0.01));
        assertThat(band.points().get(8)[1]).isCloseTo(BOTTOM - HEIGHT * 0.4 / 2.625, within(0.01));
        assertThat(band.points().get(9)[1]).isCloseTo(BOTTOM - HEIGHT * 0.6 / 2.625, within(0.01));
        assertThat(band.points().get(17)[1]).isCloseTo(BOTTOM - HEIGHT * 2.6 / 2.625, within(0.01));
    }

    @Test
    void lossesOfManySizesHaveALogarithmicAxis() {
        Drawn drawn =
                Drawn.of(new LinePicture(line(a -> Math.pow(10, 2 * a)), OTHER, GuessingLoss.TEN, Optional.empty()));
        assertThat(drawn.label("loss in nats (logarithmic)")).isNotNull();
        assertThat(drawn.in("loss").points().get(2)[1]).isCloseTo(BOTTOM - HEIGHT * 0.25, within(0.01));
        assertThat(drawn.in("axes").label("1").y()).isCloseTo(BOTTOM - HEIGHT * 0.25, within(0.01));
        assertThat(drawn.in("guessing").points()).allSatisfy(point -> assertThat(point[1])
                .isCloseTo(BOTTOM - HEIGHT * (Math.log10(Math.log(10)) + 1) / 4, within(0.01)));
        assertThat(drawn.in("standard-error").points())
                .allSatisfy(point -> assertThat(point[1]).isBetween((double) TOP, (double) BOTTOM));
    }

    @Test
    void theLossOfGuessingOneOfSevenIsMarkedAndNamedAsThat() {
        Drawn drawn = Drawn.of(new LinePicture(line(a -> 2 - a), OTHER, new GuessingLoss(7), Optional.empty()));
        assertThat(drawn.in("guessing").points()).isNotEmpty().allSatisfy(point -> assertThat(point[1])
                .isCloseTo(BOTTOM - HEIGHT * 1.94591 / 2.625, within(0.01)));
        assertThat(drawn.label("ln 7: guessing")).isNotNull();
    }

    @Test
    void bothEndsAreMarkedAndNamed() {
        Drawn drawn = Drawn.of(new LinePicture(line(a -> 2 - a), OTHER, GuessingLoss.TEN, Optional.empty()));
        assertThat(drawn.in("trained").box().getCenterX()).isCloseTo(x(0), within(0.01));
        assertThat(drawn.in("trained").box().getCenterY()).isCloseTo(BOTTOM - HEIGHT * 2 / 2.625, within(0.01));
        assertThat(drawn.in("other").box().getCenterX()).isCloseTo(x(1), within(0.01));
        assertThat(drawn.in("other").box().getCenterY()).isCloseTo(BOTTOM - HEIGHT * 1 / 2.625, within(0.01));
        assertThat(drawn.label("α = 0: step 40, loss 2.000")).isNotNull();
        assertThat(drawn.label("α = 1: " + OTHER + ", loss 1.000")).isNotNull();
        assertThat(drawn.title()).contains(VARIANT, "on the line to " + OTHER, "frozen");
    }

    @Test
    void aRandomLineHasNoOtherEnd() {
        Drawn drawn = Drawn.of(new LinePicture(line(a -> 2 - a), "", GuessingLoss.TEN, Optional.empty()));
        assertThat(drawn.groups()).contains("trained").doesNotContain("other");
        assertThat(drawn.title()).contains(VARIANT, "random-s1");
        assertThat(drawn.label("α  (filter-normalised direction x)")).isNotNull();
    }

    @Test
    void aHoleIsHatchedAndTheCurveBroken() {
        Drawn drawn = Drawn.of(
                new LinePicture(line(a -> a == 0.5 ? Double.NaN : 2 - a), OTHER, GuessingLoss.TEN, Optional.empty()));
        Rectangle2D hole = drawn.in("holes").plot();
        assertThat(hole)
                .isEqualTo(new Rectangle2D.Double(
                        Math.round(x(0.375)), TOP, Math.round(x(0.625)) - Math.round(x(0.375)), HEIGHT));
        BufferedImage pixels = drawn.in("holes").pixels();
        assertThat(pixels.getRGB(0, 0) & 0xffffff).isEqualTo(HeatMap.STRIPE);
        assertThat(pixels.getRGB(7, 0) & 0xffffff).isEqualTo(HeatMap.HOLE);
        assertThat(drawn.in("loss").lines()).hasSize(2);
        assertThat(drawn.in("standard-error").lines()).hasSize(2);
        assertThat(drawn.labels())
                .extracting(Drawn.Label::text)
                .anyMatch(text -> text.contains("1 not finite (hatched)"));
    }

    @Test
    void aColumnOfPointsIsDrawnOverBeta() {
        Surface column = TestSurfaces.of(VARIANT, ZERO, new double[] {0, 1, 2}, (a, b) -> 1 + b);
        Drawn drawn = Drawn.of(new LinePicture(column, "", GuessingLoss.TEN, Optional.empty()));
        assertThat(drawn.label("β  (filter-normalised direction y)")).isNotNull();
        assertThat(drawn.in("loss").points().get(2))
                .containsExactly(new double[] {LEFT + WIDTH, BOTTOM - HEIGHT / 1.05}, within(0.01));
    }

    @Test
    void onlyLinesFit() {
        double[] three = {0, 1, 2};
        assertThat(LinePicture.fits(line(a -> 1))).isTrue();
        Surface plane = TestSurfaces.of(VARIANT, three, three, (a, b) -> 1);
        assertThat(LinePicture.fits(plane)).isFalse();
        assertThat(LinePicture.fits(TestSurfaces.of(VARIANT, ZERO, ZERO, (a, b) -> 1)))
                .isFalse();
        assertThatThrownBy(() -> new LinePicture(plane, "", GuessingLoss.TEN, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void flatSteepAndEmptyLinesAreWellDrawn() throws IOException {
        FigureAssert.isWellDrawn(new LinePicture(line(a -> 2 - a), OTHER, GuessingLoss.TEN, Optional.empty()));
        FigureAssert.isWellDrawn(new LinePicture(line(a -> 2), "", GuessingLoss.TEN, Optional.empty()));
        FigureAssert.isWellDrawn(
                new LinePicture(line(a -> Math.pow(10, 12 * a)), OTHER, GuessingLoss.TEN, Optional.empty()));
        FigureAssert.isWellDrawn(new LinePicture(line(a -> Double.NaN), OTHER, GuessingLoss.TEN, Optional.empty()));
        FigureAssert.isWellDrawn(new LinePicture(line(a -> 0), OTHER, GuessingLoss.TEN, Optional.empty()));
    }
}
