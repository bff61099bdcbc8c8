package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Surface;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContourPictureTest {
    private static final String VARIANT = "d10-skip-w8-s1-lr0.05";
    /** SVG coordinates have two decimals, and the field between two points is drawn by chords of four pixels. */
    private static final double PIXELS = 0.05;

    /** The logarithm of its loss is 2 alpha, from -2 to 2: on the scale it is linear. */
    private static final Surface RAMP = TestSurfaces.of(
            VARIANT, TestSurfaces.even(-1, 1, 9), TestSurfaces.even(-1, 1, 9), (a, b) -> Math.pow(10, 2 * a));

    private static final LogScale SCALE = new LogScale(0.01, 100, 100);

    /** Seven by four points, and the centre in the lower right corner. */
    private static final Surface OBLONG = TestSurfaces.of(
            VARIANT, TestSurfaces.even(-0.5, 0, 7), TestSurfaces.even(0, 1, 4), (a, b) -> Math.pow(10, 2 * b));

    private static Drawn drawn(Surface surface, LogScale scale) {
        return Drawn.of(new ContourPicture(surface, scale, GuessingLoss.TEN, Optional.empty()));
    }

    private static double x(Rectangle2D plot, double share) {
        return plot.getX() + share * plot.getWidth();
    }

    private static double y(Rectangle2D plot, double share) {
        return plot.getMaxY() - share * plot.getHeight();
    }

    @Test
    void eachContourLiesWhereTheFieldCrossesItsLevel() {
        Drawn drawn = drawn(RAMP, SCALE);
        Rectangle2D plot = drawn.plot();
        for (double level : new double[] {0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50}) {
            Drawn contour = drawn.in("contours", "level " + Numbers.plain(level));
            double across = (Math.log10(level) / 2 + 1) / 2;
            assertThat(contour.points()).as("contour %s", level).isNotEmpty().allSatisfy(point -> assertThat(point[0])
                    .isCloseTo(x(plot, across), within(PIXELS)));
            assertThat(contour.points()).extracting(point -> point[1]).contains(plot.getMinY(), plot.getMaxY());
        }
    }

    @Test
    void theLossOfGuessingIsAContourOfItsOwn() {
        Drawn drawn = drawn(RAMP, SCALE);
        double across = (Math.log10(Math.log(10)) / 2 + 1) / 2;
        Drawn guessing = drawn.in("contours", "guessing");
        assertThat(guessing.points()).isNotEmpty().allSatisfy(point -> assertThat(point[0])
                .isCloseTo(x(drawn.plot(), across), within(PIXELS)));
        assertThat(guessing.strokes()).containsExactly("#ff5a4d");
    }

    /** ln 7 = 1.9459, whose logarithm to base 10 is 0.28912. */
    @Test
    void theLossOfGuessingOneOfSevenIsMarkedAndNamedAsThat() {
        Drawn drawn = Drawn.of(new ContourPicture(RAMP, SCALE, new GuessingLoss(7), Optional.empty()));
        assertThat(drawn.in("contours", "guessing").points()).isNotEmpty().allSatisfy(point -> assertThat(point[0])
                .isCloseTo(x(drawn.plot(), (0.28912 / 2 + 1) / 2), within(PIXELS)));
        Drawn bar = drawn.in("colour-bar");
        assertThat(bar.label("ln 7").y()).isCloseTo(y(bar.plot(), (0.28912 + 2) / 4), within(0.02));
        assertThat(drawn.label("ln 7: guessing")).isNotNull();
        assertThat(drawn.labels()).extracting(Drawn.Label::text).noneMatch(text -> text.contains("ln 10"));
    }

    @Test
    void theNameOfTheLossOfGuessingOneOfManyKeepsClearOfTheSurface() throws IOException {
        ContourPicture picture = new ContourPicture(RAMP, SCALE, new GuessingLoss(1000), Optional.empty());
        FigureAssert.isWellDrawn(picture);
        Drawn drawn = Drawn.of(picture);
        assertThat(drawn.in("colour-bar").label("ln 1000").box().getMinX())
                .isGreaterThan(drawn.plot().getMaxX());
    }

    @Test
    void anOblongOffCentreGridIsNotTransposed() {
        Drawn drawn = drawn(OBLONG, new LogScale(1, 100, 100));
        Rectangle2D plot = drawn.plot();
        assertThat(plot.getWidth()).isEqualTo(420);
        assertThat(plot.getHeight()).isEqualTo(840);
        assertThat(drawn.in("contours", "level 10.00").points()).isNotEmpty().allSatisfy(point -> assertThat(point[1])
                .isCloseTo(y(plot, 0.5), within(PIXELS)));
        assertThat(centre(drawn.in("trained")))
                .containsExactly(new double[] {plot.getMaxX(), plot.getMaxY()}, within(0.01));
        assertThat(centre(drawn.in("minimum")))
                .containsExactly(new double[] {plot.getX(), plot.getMaxY()}, within(0.01));
        assertThat(drawn.in("alpha-ticks").labels())
                .extracting(Drawn.Label::text)
                .containsExactly("−0.4", "−0.2", "0");
        assertThat(drawn.in("alpha-ticks").label("−0.4").x()).isCloseTo(x(plot, 0.2), within(0.01));
        assertThat(drawn.in("beta-ticks").label("0.2").y()).isCloseTo(y(plot, 0.2), within(0.01));
    }

    private static double[] centre(Drawn mark) {
        return new double[] {mark.box().getCenterX(), mark.box().getCenterY()};
    }

    @Test
    void theMarksAreAtTheCentreAndAtTheLeastLoss() {
        Surface bowl = TestSurfaces.of(
                VARIANT,
                TestSurfaces.even(-1, 1, 9),
                TestSurfaces.even(-1, 1, 5),
                (a, b) -> 1 + Math.pow(a - 0.5, 2) + Math.pow(b + 0.5, 2));
        Drawn drawn = drawn(bowl, LogScale.of(List.of(bowl)));
        Rectangle2D plot = drawn.plot();
        assertThat(centre(drawn.in("trained")))
                .containsExactly(new double[] {x(plot, 0.5), y(plot, 0.5)}, within(0.01));
        assertThat(centre(drawn.in("minimum")))
                .containsExactly(new double[] {x(plot, 0.75), y(plot, 0.25)}, within(0.01));
        assertThat(drawn.label("minimum 1.000 at (0.5, −0.5)")).isNotNull();
        assertThat(drawn.label("trained weights 1.500")).isNotNull();
    }

    @Test
    void coloursAreTheFieldsPositionsOnTheScale() {
        BufferedImage pixels = drawn(RAMP, SCALE).pixels();
        for (int x : new int[] {0, 123, 420, 839}) {
            assertThat(pixels.getRGB(x, 300) & 0xffffff).isEqualTo(Viridis.rgb((x + 0.5) / 840));
        }
    }

    @Test
    void aHoleIsHatchedAndNoContourRunsThroughIt() {
        Surface holed = TestSurfaces.of(
                VARIANT,
                TestSurfaces.even(-1, 1, 9),
                TestSurfaces.even(-1, 1, 9),
                (a, b) -> a == 0 && b == 0.5 ? Double.POSITIVE_INFINITY : Math.pow(10, 2 * a));
        Drawn drawn = drawn(holed, SCALE);
        BufferedImage pixels = drawn.pixels();
        int middle = 420;
        int threeQuarters = 210;
        for (int x = middle - 50; x < middle + 50; x++) {
            assertThat(pixels.getRGB(x, threeQuarters) & 0xffffff)
                    .as("pixel %d", x)
                    .isEqualTo((x + threeQuarters) % 14 < 4 ? 0x9b9b9b : 0xdcdcdc);
        }
        assertThat(pixels.getRGB(middle, 420) & 0xffffff).isEqualTo(Viridis.rgb((middle + 0.5) / 840));
        Rectangle2D plot = drawn.plot();
        double half = plot.getHeight() / 16;
        double holeY = y(plot, 0.75);
        assertThat(drawn.in("contours", "level 1.000").points()).isNotEmpty().noneSatisfy(point -> assertThat(point[1])
                .isCloseTo(holeY, within(half - 5)));
        assertThat(drawn.labels())
                .extracting(Drawn.Label::text)
                .anyMatch(text -> text.contains("1 not finite (hatched)"));
    }

    @Test
    void theColourBarHasItsTicksAtTheirPositions() {
        Drawn drawn = drawn(RAMP, SCALE);
        Drawn bar = drawn.in("colour-bar");
        Rectangle2D colours = bar.plot();
        for (double value : new double[] {0.1, 1, 10}) {
            assertThat(bar.label(Ticks.label(value)).y())
                    .isCloseTo(y(colours, (Math.log10(value) + 2) / 4), within(0.02));
        }
        assertThat(bar.label("ln 10").y()).isCloseTo(y(colours, (Math.log10(Math.log(10)) + 2) / 4), within(0.02));
        BufferedImage pixels = bar.pixels();
        assertThat(pixels.getRGB(5, 0) & 0xffffff).isEqualTo(0xfde725);
        assertThat(pixels.getRGB(5, pixels.getHeight() - 1) & 0xffffff).isEqualTo(0x440154);
    }

    @Test
    void aClippedScaleSaysHowFarTheLossesGo() {
        Surface chaos =
                TestSurfaces.of(VARIANT, new double[] {0, 1}, new double[] {0, 1}, (a, b) -> a == 0 ? 0.5 : 1.2e17);
        Drawn drawn = drawn(chaos, LogScale.of(List.of(chaos)));
        assertThat(drawn.label("clipped; up to")).isNotNull();
        assertThat(drawn.in("colour-bar").label("1.2×10^17")).isNotNull();
    }

    @Test
    void theTitleNamesTheNetworkAndTheSurface() {
        Drawn drawn = drawn(RAMP, SCALE);
        assertThat(drawn.title()).contains(VARIANT, "train", "random-s1", "frozen");
        assertThat(drawn.labels())
                .extracting(Drawn.Label::text)
                .contains(VARIANT, "α  (filter-normalised direction x)");
    }

    @Test
    void squareOblongFlatAndEmptySurfacesAreWellDrawn() throws IOException {
        double[] axis = TestSurfaces.even(-1, 1, 5);
        for (Surface surface : List.of(
                RAMP,
                OBLONG,
                TestSurfaces.of(VARIANT, axis, TestSurfaces.even(-0.2, 0.2, 3), (a, b) -> 1 + a * a),
                TestSurfaces.of(VARIANT, axis, axis, (a, b) -> 2),
                TestSurfaces.of(VARIANT, axis, axis, (a, b) -> Double.NaN),
                TestSurfaces.of(VARIANT, axis, axis, (a, b) -> Math.pow(10, 12 * a + 8 * b)))) {
            FigureAssert.isWellDrawn(
                    new ContourPicture(surface, LogScale.of(List.of(surface)), GuessingLoss.TEN, Optional.empty()));
        }
    }
}
