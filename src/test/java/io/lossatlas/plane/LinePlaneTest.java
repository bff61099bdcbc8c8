package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

class LinePlaneTest {
    private static final String PLAIN = "d4-plain-w8-s1-lr0.05";
    private static final String SEED_TWO = "d4-plain-w8-s2-lr0.05";
    private static final List<String> SWEEP = List.of(
            "sweep.depths=[4]",
            "sweep.skips=[plain]",
            "sweep.widths=[8]",
            "sweep.seeds=[1,2]",
            "train.steps=40",
            "train.checkpoint-every=20",
            "surface.bn=frozen",
            "surface.x.points=5");

    private static RunConfig config(String planes, String... more) {
        List<String> sets = new java.util.ArrayList<>(SWEEP);
        sets.addAll(List.of(more));
        return RunConfigs.load(
                Optional.of(new ConfigSource("my.conf", "lossatlas.surface.planes = [\n" + planes + "\n]")), sets);
    }

    private static RunNetworks networks(RunConfig config) {
        return RunNetworks.ofSweep(Variant.of(config.sweep()), OptionalInt.of(40), config.train());
    }

    private static List<String> planned(String planes) {
        RunConfig config = config(planes);
        PlannedPlanes.check(config, networks(config));
        return PlannedPlanes.of(config, networks(config)).surfaces().stream()
                .map(SurfaceKey::scope)
                .toList();
    }

    private static void refused(String planes, String message, String... more) {
        RunConfig config = config(planes, more);
        assertThatThrownBy(() -> PlannedPlanes.check(config, networks(config)))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    void theDirectionIsTheDifferenceOfAllParameters() {
        ParameterLayout layout = new ParameterLayout(List.of(
                new Parameter("c", Role.CONV, List.of(1, 1, 1, 2), 0),
                new Parameter("b", Role.BN_MEAN, List.of(1), 2),
                new Parameter("b", Role.BN_VAR, List.of(1), 3)));
        PlaneSpec line = PlaneSpecs.of(config("{type = line, to = \"@0\"}")).get(0);

        Plane plane = line.through(
                new Weights(layout, new float[] {1, -2, 0.5f, 1}),
                List.of(new Weights(layout, new float[] {3, -2, 1.5f, 0.25f})));

        assertThat(plane.x()).containsExactly(2, 0, 1, -0.75f);
        assertThat(plane.axes()).containsExactly(Axis.X);
        float[] out = new float[4];
        // Half as far again beyond the other end the variance would be 1 - 1.5 * 0.75 = -0.125.
        plane.point(new float[] {1, -2, 0.5f, 1}, 1.5, 0, out);
        assertThat(out).containsExactly(4, -2, 2, -0.125f);
        assertThat(plane.xNorm()).isEqualTo(Math.sqrt(4 + 1 + 0.5625));
        assertThat(plane.yNorm()).isZero();
        assertThat(plane.cosine()).isZero();
    }

    @Test
    void aLineHasOnePointAcrossAndReachesHalfItsLengthBeyondBothEnds() {
        PlaneSpec line = PlaneSpecs.of(config("{type = line, to = \"@20\"}")).get(0);

        assertThat(line.id()).isEqualTo("line-step20");
        assertThat(line.size()).isEqualTo(new GridSize(5, 1));
        Grid grid = line.grid().orElseThrow();
        assertThat(new double[] {grid.alpha(0), grid.alpha(1), grid.alpha(4)}).containsExactly(-0.5, 0, 1.5);
        assertThat(grid.beta(0)).isZero();
    }

    @Test
    void aLineGoesThroughEveryNetworkButItsOtherEnd() {
        assertThat(planned("{type = line, to = \"" + SEED_TWO + "\"}, {type = line, to = \"" + SEED_TWO + "@20\"}"))
                .containsExactly(
                        "line-" + SEED_TWO + "/" + PLAIN + "/40/train/frozen",
                        "line-" + SEED_TWO + "-step20/" + PLAIN + "/40/train/frozen",
                        "line-" + SEED_TWO + "-step20/" + SEED_TWO + "/40/train/frozen");
        assertThat(planned("{type = line, to = \"@0\", variants = [\"" + PLAIN + "\"]}, {type = random, seeds = [7]}"))
                .containsExactly(
                        "line-step0/" + PLAIN + "/40/train/frozen",
                        "random-s7/" + PLAIN + "/40/train/frozen",
                        "random-s7/" + SEED_TWO + "/40/train/frozen");
    }

    @Test
    void itBeginsWhenBothEndsAreTrained() {
        RunConfig config = config("{type = line, to = \"" + SEED_TWO + "@20\"}");

        assertThat(PlannedPlanes.of(config, networks(config)).planes())
                .extracting(PlannedPlane::networks)
                .containsExactly(List.of(PLAIN, SEED_TWO), List.of(SEED_TWO));
    }

    @Test
    void otherEndsThatTheRunWillNotHaveAreRefused() {
        refused(
                "{type = line, to = \"@30\"}",
                "surface.planes[0].to (my.conf:2): expected a step whose weights are stored (train.checkpoint-every): "
                        + "0, 20, 40; found @30");
        refused(
                "{type = line, to = d6}",
                "surface.planes[0].to (my.conf:2): expected a network of the run: %s, %s; found d6"
                        .formatted(PLAIN, SEED_TWO));
        refused(
                "{type = line, to = \"" + PLAIN + "\"}",
                "surface.planes[0].to (my.conf:2): expected a network of the graph of d4-skip-w8-s1-lr0.05, found "
                        + PLAIN + "; variants = [...] limits a plane to networks of one graph",
                "sweep.skips=[plain,skip]");
        refused(
                "{type = line, to = \"@0\", variants = [x]}",
                "surface.planes: line-step0: variants: expected networks of the run: %s, %s; found x"
                        .formatted(PLAIN, SEED_TWO));
    }
}
