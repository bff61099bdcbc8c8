package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.groups.Tuple.tuple;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.ConfigSource;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class TrajectoryPlaneTest {
    private static final String NETWORK = "d4-plain-w8-s1-lr0.05";
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("c", Role.CONV, List.of(1, 1, 1, 3), 0), new Parameter("b", Role.BN_MEAN, List.of(1), 3)));

    private static RunConfig config(String plane, int checkpointEvery) {
        return RunConfigs.load(
                Optional.of(new ConfigSource("my.conf", "lossatlas.surface.planes = [\n" + plane + "\n]")),
                List.of(
                        "sweep.depths=[4]",
                        "sweep.skips=[plain]",
                        "sweep.widths=[8]",
                        "train.steps=40",
                        "train.checkpoint-every=" + checkpointEvery,
                        "surface.bn=frozen",
                        "surface.x.points=5",
                        "surface.y.points=9"));
    }

    private static RunNetworks networks(RunConfig config) {
        return RunNetworks.ofSweep(Variant.of(config.sweep()), OptionalInt.of(40), config.train());
    }

    private static PlaneSpec trajectory(String keys) {
        return PlaneSpecs.of(config("{type = trajectory" + keys + "}", 10)).get(0);
    }

    private static void refused(String plane, int checkpointEvery, String message) {
        RunConfig config = config(plane, checkpointEvery);
        assertThatThrownBy(() -> PlannedPlanes.check(config, networks(config)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    private static Weights weights(float... values) {
        return new Weights(LAYOUT, values);
    }

    @Test
    void itTakesTheStoredStepsBeforeItsCentre() {
        RunConfig config = config("{type = trajectory, steps = [20, last]}", 10);
        PlannedPlanes.check(config, networks(config));

        assertThat(PlannedPlanes.of(config, networks(config)).planes())
                .extracting(
                        plane -> plane.key().scope(),
                        plane -> plane.others().stream().map(WeightsKey::step).toList())
                .containsExactly(
                        tuple("trajectory/" + NETWORK + "/20", List.of(0, 10)),
                        tuple("trajectory/" + NETWORK + "/40", List.of(0, 10, 20, 30)));
    }

    /** The running mean moves too, and is no part of the path. Off the plane by nothing, 1 of sqrt(5), and nothing. */
    @Test
    void thePathIsProjectedOnItsPrincipalDirections() {
        Weights centre = weights(1, 1, 1, 5);
        List<Weights> steps = List.of(weights(1 - 8, 1, 1, 0), weights(1 - 4, 1 + 2, 1, 3), weights(1, 1, 1, 4));

        LaidPlane laid = LaidPlane.of(trajectory(""), centre, steps, new Unmeasured());

        assertThat(laid.plane().x()[3]).isZero();
        assertThat(laid.plane().xNorm()).isCloseTo(1, within(1e-7));
        assertThat(laid.plane().cosine()).isCloseTo(0, within(1e-7));
        assertThat(laid.places())
                .allSatisfy(place -> assertThat(place.residual()).isCloseTo(0, within(1e-7)));
        assertThat(laid.places().get(0).distance()).isEqualTo(8);
        assertThat(Math.hypot(laid.places().get(1).alpha(), laid.places().get(1).beta()))
                .isCloseTo(Math.sqrt(20), within(1e-6));
        assertThat(laid.places().get(2)).isEqualTo(new Projection(0, 0, 0, 0));
    }

    @Test
    void whatLiesOutsideThePlaneIsTold() {
        LaidPlane laid = LaidPlane.of(
                trajectory(""),
                weights(0, 0, 0, 0),
                List.of(weights(8, 0, 0, 0), weights(0, 4, 0, 0), weights(0, 0, 1, 0), weights(8, 0, 0.5f, 0)),
                new Unmeasured());

        assertThat(laid.places().get(1).residual()).isCloseTo(0, within(1e-6));
        assertThat(laid.places().get(2).residual()).isCloseTo(1, within(1e-2));
        assertThat(laid.places().get(3).residual()).isCloseTo(0, within(0.06)).isPositive();
    }

    /** From 0 to 10 along x, with 2 more on each side; both axes have the centre among their points. */
    @Test
    void theRangeCoversThePathAndAFifth() {
        Grid grid = trajectory("").grid(List.of(new Projection(10, -1, 0, 10), new Projection(4, 1, 0, 5)));

        assertThat(grid.x()).isEqualTo(new AxisConfig(-4, 12, 5));
        assertThat(grid.centre()).isPresent();
        assertThat(grid.y().min()).isLessThanOrEqualTo(-1.4);
        assertThat(grid.y().points()).isEqualTo(9);
    }

    @Test
    void aRangeThatIsGivenIsTaken() {
        PlaneSpec given = trajectory(", x {min = -1, max = 2, points = 4}, y {min = 0, max = 1}");

        assertThat(given.grid()).contains(new Grid(new AxisConfig(-1, 2, 4), new AxisConfig(0, 1, 9)));
        assertThat(trajectory(", x.points = 7").size()).isEqualTo(new GridSize(7, 9));
        assertThat(trajectory(", x.points = 7").grid()).isEmpty();
    }

    @Test
    void whatHasNoPathIsRefused() {
        refused(
                "{type = trajectory}",
                0,
                "surface.planes[0].type (my.conf:2): expected 2 stored steps of " + NETWORK + " or more before step 40 "
                        + "(train.checkpoint-every, or --weights of several steps), found 1");
        refused(
                "{type = trajectory, steps = [15]}",
                10,
                "surface.planes: trajectory: steps: expected stored steps of " + NETWORK
                        + " (train.checkpoint-every): 0, 10, 20, 30, 40; found 15");
        assertThatThrownBy(() -> trajectory(", x {min = 0, max = 1}"))
                .hasMessage(
                        "surface.planes[0].y (my.conf:2): expected min and max of both x and y, or of neither, found "
                                + "nothing");
        assertThatThrownBy(() -> LaidPlane.of(
                        trajectory(""),
                        weights(0, 0, 0, 0),
                        List.of(weights(1, 0, 0, 0), weights(2, 0, 0, 9)),
                        new Unmeasured()))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "surface.planes[0].type (my.conf:2): expected steps of a training that span a plane, found them "
                                + "on one line");
    }
}
