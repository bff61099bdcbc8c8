package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import io.lossatlas.results.TrainingCurve;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TrainingPictureTest {
    private static final int SKIP = 0x00629b;
    private static final Network NETWORK = Nets.skip(10);
    private static final String VARIANT = NETWORK.id();
    private static final int SIZE = 560;
    private static final int LEFT = 120;
    private static final int RIGHT = 2 * 120 + SIZE;
    private static final int TOP = 110;
    private static final int BOTTOM = TOP + SIZE;

    private static TrainingPicture picture(double[] loss, double[] accuracy) {
        return picture(GuessingLoss.TEN, loss, accuracy);
    }

    private static TrainingPicture picture(GuessingLoss guessing, double[] loss, double[] accuracy) {
        return new TrainingPicture(
                List.of(new TrainingCurve(NETWORK, "test", new double[] {0, 50, 100}, loss, accuracy)), guessing);
    }

    @Test
    void aConstantAccuracyIsAStraightLine() throws Exception {
        TrainingPicture picture = picture(new double[] {2, Double.NaN, 0.2}, new double[] {0.5, 0.5, 0.5});
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture.png()));
        int middle = TOP + SIZE / 2;
        for (int x : new int[] {RIGHT + 20, RIGHT + 280, RIGHT + SIZE - 20}) {
            assertThat(image.getRGB(x, middle) & 0xffffff).isEqualTo(SKIP);
        }
    }

    @Test
    void theLinesRunThroughTheirPoints() {
        Drawn drawn = Drawn.of(picture(new double[] {10, 1, 0.1}, new double[] {0.1, 0.55, 0.9}))
                .in(VARIANT);
        List<Drawn.Line> lines = drawn.lines();
        assertThat(lines.get(0).points())
                .containsExactly(
                        new double[][] {{LEFT, TOP}, {LEFT + SIZE / 2.0, BOTTOM - SIZE / 2.0}, {LEFT + SIZE, BOTTOM}});
        assertThat(lines.get(1).points()).containsExactly(new double[][] {
            {RIGHT, BOTTOM - 0.1 * SIZE},
            {RIGHT + SIZE / 2.0, BOTTOM - 0.55 * SIZE},
            {RIGHT + SIZE, BOTTOM - 0.9 * SIZE}
        });
    }

    @Test
    void aLineIsBrokenWhereTheLossIsNotFiniteAndAPointAloneIsADot() {
        Drawn drawn = Drawn.of(picture(new double[] {10, Double.NaN, 0.1}, new double[] {0.1, 0.5, 0.9}))
                .in(VARIANT);
        List<Drawn.Line> lines = drawn.lines();
        assertThat(lines.get(0).points()).containsExactly(new double[][] {{LEFT - 2, TOP}, {LEFT + 2, TOP}});
        assertThat(lines.get(1).points())
                .containsExactly(new double[][] {{LEFT + SIZE - 2, BOTTOM}, {LEFT + SIZE + 2, BOTTOM}});
    }

    @Test
    void guessingIsMarkedWhereTheScaleHoldsIt() {
        Drawn wide = Drawn.of(picture(new double[] {10, 1, 0.1}, new double[] {0, 0, 0}));
        double y = BOTTOM - SIZE * (Math.log10(Math.log(10)) + 1) / 2;
        assertThat(wide.in("guessing").points())
                .allSatisfy(point -> assertThat(point[1]).isCloseTo(y, within(0.01)));
        assertThat(Drawn.of(picture(new double[] {1, 0.5, 0.1}, new double[] {0, 0, 0}))
                        .groups())
                .doesNotContain("guessing");
    }

    /** ln 7 = 1.9459, whose logarithm to base 10 is 0.28912. */
    @Test
    void theLossOfGuessingOneOfSevenIsMarkedAndNamedAsThat() {
        Drawn guessing = Drawn.of(picture(new GuessingLoss(7), new double[] {10, 1, 0.1}, new double[] {0, 0, 0}))
                .in("guessing");
        assertThat(guessing.points()).isNotEmpty().allSatisfy(point -> assertThat(point[1])
                .isCloseTo(BOTTOM - SIZE * (0.28912 + 1) / 2, within(0.01)));
        assertThat(guessing.label("ln 7")).isNotNull();
    }

    @Test
    void plainAndSkipDifferInColourAndDepthsInDashes() {
        double[] steps = {0, 10};
        double[] values = {1, 0.5};
        Drawn drawn = Drawn.of(new TrainingPicture(
                List.of(
                        new TrainingCurve(Nets.plain(4), "test", steps, values, values),
                        new TrainingCurve(Nets.plain(10), "test", steps, values, values),
                        new TrainingCurve(NETWORK, "test", steps, values, values)),
                GuessingLoss.TEN));
        assertThat(drawn.in("d4-plain-w8-s1-lr0.05").strokes()).containsOnly("#b34700");
        assertThat(drawn.in("d4-plain-w8-s1-lr0.05").dashes()).containsOnly("");
        assertThat(drawn.in("d10-plain-w8-s1-lr0.05").dashes()).containsOnly("16 8");
        assertThat(drawn.in(VARIANT).strokes()).containsOnly("#00629b");
    }

    @Test
    void shortLongAndEndlessTrainingsAreWellDrawn() throws IOException {
        FigureAssert.isWellDrawn(picture(new double[] {2.1, 2, 1.9}, new double[] {0, 0.5, 1}));
        FigureAssert.isWellDrawn(picture(new double[] {1e12, 2, 1e-9}, new double[] {0, 0.5, 1}));
        FigureAssert.isWellDrawn(picture(new double[] {Double.NaN, Double.NaN, Double.NaN}, new double[] {0, 0.5, 1}));
    }
}
