package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A surface whose loss is 2 + alpha^2 + beta^2, and weights in its plane. */
class PathPicturesTest {
    private static final String NETWORK = "d10-skip-w8-s1-lr0.05";
    private static final Surface BOWL = TestSurfaces.of(
            NETWORK, TestSurfaces.even(-2, 2, 9), TestSurfaces.even(-1, 1, 5), (a, b) -> 2 + a * a + b * b);
    private static final LogScale SCALE = LogScale.of(List.of(BOWL));

    private static WeightPath.Point point(String network, int step, double alpha, double beta, double loss) {
        double distance = Math.hypot(alpha, beta);
        return new WeightPath.Point(network, step, alpha, beta, step == 40 ? 0 : 0.6, distance, 64, loss, 0.1, 0.5);
    }

    private static WeightPath training(WeightPath.Point... points) {
        return new WeightPath(BOWL.key(), "trajectory", List.of(points));
    }

    private static final WeightPath THREE =
            training(point(NETWORK, 0, 1.5, 0.5, 5), point(NETWORK, 20, -1, -0.5, 3.25), point(NETWORK, 40, 0, 0, 2));

    private static Drawn drawn(WeightPath path) {
        return Drawn.of(new ContourPicture(BOWL, SCALE, GuessingLoss.TEN, Optional.of(path)));
    }

    /** Both are 0.6 off, so 0.36 of the squared distances. */
    @Test
    void theShareOutsideThePlaneIsSaid() {
        assertThat(
                        drawn(THREE)
                                .label(
                                        "path of the training: 36.0 % of its variance outside the plane, largest residual 60.0 %"))
                .isNotNull();
        assertThat(drawn(THREE).label("step 0, its own loss 5.000")).isNotNull();
    }

    @Test
    void stepsAreDrawnWhereTheyLieAndNumbered() {
        Drawn drawn = drawn(THREE);
        Rectangle2D plot = drawn.plot();
        List<double[]> line = drawn.in("path").lines().get(0).points();
        assertThat(line.get(0)[0]).isCloseTo(plot.getX() + plot.getWidth() * 3.5 / 4, within(0.01));
        assertThat(line.get(0)[1]).isCloseTo(plot.getMaxY() - plot.getHeight() * 1.5 / 2, within(0.01));
        assertThat(line.get(1)[0]).isCloseTo(plot.getX() + plot.getWidth() / 4, within(0.01));
        assertThat(line.get(1)[1]).isCloseTo(plot.getMaxY() - plot.getHeight() / 4, within(0.01));
        assertThat(drawn.in("path-names").labels())
                .extracting(Drawn.Label::text)
                .containsExactlyInAnyOrder("0", "20", "40");
    }

    @Test
    void whatLeavesThePlotIsCutAtItsEdge() {
        Drawn drawn =
                drawn(training(point(NETWORK, 0, 4, 0, 9), point(NETWORK, 20, 0, 3, 9), point(NETWORK, 40, 0, 0, 2)));
        Rectangle2D plot = drawn.plot();
        Rectangle2D around = new Rectangle2D.Double(
                plot.getX() - 0.01, plot.getY() - 0.01, plot.getWidth() + 0.02, plot.getHeight() + 0.02);
        assertThat(drawn.in("path").points())
                .allSatisfy(at -> assertThat(around.contains(at[0], at[1])).isTrue());
        assertThat(drawn.in("path-names").labels())
                .extracting(Drawn.Label::text)
                .containsExactly("40");
    }

    @Test
    void manyStepsAreNumberedSparsely() throws IOException {
        WeightPath.Point[] many = IntStream.rangeClosed(0, 40)
                .mapToObj(step -> point(NETWORK, step, 1.8 * (40 - step) / 40, 0.3 * Math.sin(step / 4.0), 2))
                .toArray(WeightPath.Point[]::new);
        assertThat(drawn(training(many)).in("path-names").labels())
                .hasSizeBetween(3, 9)
                .extracting(Drawn.Label::text)
                .contains("0", "40");
        FigureAssert.isWellDrawn(new ContourPicture(BOWL, SCALE, GuessingLoss.TEN, Optional.of(training(many))));
    }

    @Test
    void theNetworksOfATriangleAreMarkedAndNamed() throws IOException {
        WeightPath triangle = new WeightPath(
                BOWL.key(),
                "triangle",
                List.of(
                        point("d10-skip-w8-s2-lr0.05", 300, 1, 0, 2.5),
                        point("d10-skip-w8-s3-lr0.05", 300, 0.25, 0.75, 2.75),
                        point(NETWORK, 40, 0, 0, 2)));
        Drawn drawn = drawn(triangle);
        assertThat(drawn.in("path-names").labels())
                .extracting(Drawn.Label::text)
                .containsExactlyInAnyOrder(
                        "d10-skip-w8-s2-lr0.05, step 300", "d10-skip-w8-s3-lr0.05, step 300", "step 40");
        assertThat(drawn.label("α  (1: d10-skip-w8-s2-lr0.05, step 300)")).isNotNull();
        assertThat(drawn.label("the other networks, losses 2.500, 2.750")).isNotNull();
        FigureAssert.isWellDrawn(new ContourPicture(BOWL, SCALE, GuessingLoss.TEN, Optional.of(triangle)));
        FigureAssert.isWellDrawn(
                new OverviewPicture(List.of(BOWL, BOWL), SCALE, GuessingLoss.TEN, key -> Optional.of(triangle)));
        FigureAssert.isWellDrawn(
                new OverviewPicture(List.of(BOWL, BOWL), SCALE, GuessingLoss.TEN, key -> Optional.of(THREE)));
    }

    /** The surface has 2 + 1.5^2 + 0.5^2 = 4.5 at the first step, which is a point of its grid. */
    @Test
    void lossesOfStepsStandBesideThoseOfTheirPlaces() throws IOException {
        PathLossPicture picture = new PathLossPicture(THREE, BOWL, "loss in nats");
        Drawn drawn = Drawn.of(picture);
        Rectangle2D own = drawn.in("own").box();
        assertThat(drawn.in("projected").lines().get(0).points()).hasSize(3);
        double top = drawn.in("own").lines().get(0).points().get(0)[1];
        double bottom = drawn.in("own").lines().get(0).points().get(2)[1];
        double projected = drawn.in("projected").lines().get(0).points().get(0)[1];
        assertThat((projected - top) / (bottom - top)).isCloseTo(0.5 / 3, within(1e-3));
        assertThat(own.getWidth()).isGreaterThan(800);
        assertThat(drawn.label("farthest apart at step 0: 5.000 itself, 4.500 in the plane"))
                .isNotNull();
        assertThat(picture.title()).startsWith(NETWORK + ": train loss of the training's steps");
        FigureAssert.isWellDrawn(picture);
    }

    @Test
    void stepsOutsideTheGridHaveTheirOwnLossAlone() throws IOException {
        PathLossPicture picture = new PathLossPicture(
                training(point(NETWORK, 0, 9, 9, 1e6), point(NETWORK, 40, 0, 0, 2)), BOWL, "loss in nats");
        assertThat(Drawn.of(picture).label("loss in nats (logarithmic)")).isNotNull();
        assertThat(Drawn.of(picture).in("projected").lines().get(0).points()).hasSize(2);
        FigureAssert.isWellDrawn(picture);
    }
}
