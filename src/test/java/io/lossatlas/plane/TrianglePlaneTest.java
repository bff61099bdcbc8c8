package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

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

class TrianglePlaneTest {
    private static final String ONE = "d4-plain-w8-s1-lr0.05";
    private static final String TWO = "d4-plain-w8-s2-lr0.05";
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("c", Role.CONV, List.of(1, 1, 1, 2), 0), new Parameter("b", Role.BN_VAR, List.of(1), 2)));

    private static RunConfig config(String plane) {
        return RunConfigs.load(
                Optional.of(new ConfigSource("my.conf", "lossatlas.surface.planes = [\n" + plane + "\n]")),
                List.of(
                        "sweep.depths=[4]",
                        "sweep.skips=[plain]",
                        "sweep.widths=[8]",
                        "sweep.seeds=[1,2]",
                        "train.steps=40",
                        "train.checkpoint-every=20",
                        "surface.bn=frozen"));
    }

    private static PlaneSpec triangle(String keys) {
        return PlaneSpecs.of(config("{type = triangle, through = [\"" + TWO + "\", \"@0\"]" + keys + "}"))
                .get(0);
    }

    private static Weights weights(float... values) {
        return new Weights(LAYOUT, values);
    }

    /** From (1, 1) to (5, 1) and to (2, 4): the third is a quarter along the first side and 3 away from it, 3/4 of its length. */
    @Test
    void itsCornersAreTheThreeNetworks() {
        LaidPlane laid = LaidPlane.of(
                triangle(""), weights(1, 1, 1), List.of(weights(5, 1, 1), weights(2, 4, 1)), new Unmeasured());

        assertThat(laid.plane().x()).containsExactly(4, 0, 0);
        assertThat(laid.plane().y()).containsExactly(0, 4, 0);
        assertThat(laid.places().get(0)).isEqualTo(new Projection(1, 0, 0, 4));
        assertThat(laid.places().get(1).alpha()).isEqualTo(0.25);
        assertThat(laid.places().get(1).beta()).isEqualTo(0.75);
        assertThat(laid.places().get(1).residual()).isCloseTo(0, within(1e-12));
        assertThat(laid.places().get(1).distance()).isCloseTo(Math.sqrt(10), within(1e-12));
        // Spans of 1 and 0.75, and half of each on both sides.
        assertThat(laid.grid().x()).isEqualTo(new AxisConfig(-0.5, 1.5, 21));
        assertThat(laid.grid().y().min()).isLessThanOrEqualTo(-0.375);
        assertThat(laid.grid().y().max()).isGreaterThanOrEqualTo(1.125);
        assertThat(laid.grid().centre()).isPresent();
    }

    /** The statistics move with the weights: at the corners they are the corners' own. */
    @Test
    void runningStatisticsAreMoved() {
        LaidPlane laid = LaidPlane.of(
                triangle(""), weights(0, 0, 1), List.of(weights(1, 0, 3), weights(0, 2, 5)), new Unmeasured());
        float[] out = new float[3];

        Projection third = laid.places().get(1);
        laid.plane().point(new float[] {0, 0, 1}, third.alpha(), third.beta(), out);

        assertThat(out[0]).isCloseTo(0, within(1e-6f));
        assertThat(out[1]).isCloseTo(2, within(1e-6f));
        assertThat(out[2]).isCloseTo(5, within(1e-6f));
    }

    @Test
    void itIsNamedByItsCorners() {
        assertThat(triangle("").id()).isEqualTo("triangle-" + TWO + "-step0");
        assertThat(triangle("").settings()).containsEntry("through", TWO + ", @0");
        assertThat(triangle("").sample()).isEmpty();
        assertThat(triangle(", x {min = 0, max = 1, points = 3}, y {min = -1, max = 1, points = 2}")
                        .grid())
                .contains(new Grid(new AxisConfig(0, 1, 3), new AxisConfig(-1, 1, 2)));
    }

    @Test
    void itGoesThroughNoneOfItsOtherCorners() {
        RunConfig config = config("{type = triangle, through = [\"" + TWO + "\", \"@0\"]}");
        RunNetworks networks = RunNetworks.ofSweep(Variant.of(config.sweep()), OptionalInt.of(40), config.train());
        PlannedPlanes.check(config, networks);

        PlannedPlanes planned = PlannedPlanes.of(config, networks);

        assertThat(planned.planes()).singleElement().satisfies(plane -> assertThat(plane.others())
                .containsExactly(new WeightsKey(TWO, 40), new WeightsKey(ONE, 0)));
        assertThat(planned.leftOut()).containsExactly("triangle-%s-step0 through %s".formatted(TWO, TWO));
    }

    @Test
    void whatIsNoTriangleIsRefused() {
        assertThatThrownBy(() -> PlaneSpecs.of(config("{type = triangle, through = [\"@0\"]}")))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("surface.planes[0].through (my.conf:2): expected two networks beside the one");
        assertThatThrownBy(() -> LaidPlane.of(
                        triangle(""), weights(0, 0, 0), List.of(weights(1, 1, 1), weights(3, 3, 3)), new Unmeasured()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("surface.planes: triangle-" + TWO
                        + "-step0: expected three networks that span a plane, found them on one line");
        assertThatThrownBy(() -> LaidPlane.of(
                        triangle(""), weights(1, 1, 1), List.of(weights(1, 1, 1), weights(3, 3, 3)), new Unmeasured()))
                .isInstanceOf(RefusedException.class);
    }
}
