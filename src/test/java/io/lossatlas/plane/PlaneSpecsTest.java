package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.ConfigSource;
import io.lossatlas.config.parse.RunConfigs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaneSpecsTest {
    private static RunConfig surface(String keys) {
        return RunConfigs.load(
                Optional.of(new ConfigSource("my.conf", "lossatlas.surface {\n" + keys + "\n}")), List.of());
    }

    private static void refused(String entry, String message) {
        assertThatThrownBy(() -> PlaneSpecs.of(surface("planes = [\n" + entry + "]")))
                .isInstanceOf(RefusedException.class)
                .hasMessage(message);
    }

    @Test
    void seedsAreTheShortFormOfRandomPlanes() {
        assertThat(PlaneSpecs.of(surface("direction-seeds = [1, 5], x.points = 7, normalize = layer")))
                .isEqualTo(PlaneSpecs.of(
                        surface("planes = [{type = random, seeds = [1, 5]}], x.points = 7, normalize = layer")))
                .extracting(PlaneSpec::id)
                .containsExactly("random-s1", "random-s5");
    }

    @Test
    void aPlaneHasItsOwnGridAndScaling() {
        PlaneSpec plane = PlaneSpecs.of(surface("direction-seeds = [9], x {min = -2, points = 7}, planes = ["
                        + "{type = random, seeds = [1], x {max = 3}, y {min = 0, points = 2}, normalize = none}]"))
                .get(0);

        assertThat(plane.id()).isEqualTo("random-s1");
        assertThat(plane.grid()).contains(new Grid(new AxisConfig(-2, 3, 7), new AxisConfig(0, 1, 2)));
        assertThat(plane.settings()).containsEntry("normalize", "none");
    }

    @Test
    void whatAnEntryDoesNotTakeIsRefusedByKeyAndLine() {
        refused(
                "{type = rundom, seeds = [1]}",
                "surface.planes[0].type (my.conf:3): expected one of " + String.join(", ", PlaneSpecs.kinds())
                        + ", found \"rundom\"");
        refused("{type = random, seed = [1]}", "surface.planes[0].seed (my.conf:3): unknown key; did you mean seeds?");
        refused("{type = random}", "surface.planes[0].seeds (my.conf:3): expected a list of integers, found nothing");
        refused("{type = line, to = 3, y.points = 2}", "surface.planes[0].y (my.conf:3): unknown key; did you mean x?");
        refused(
                "{type = line, to = \"a/b\"}",
                "surface.planes[0].to (my.conf:3): expected VARIANT, VARIANT@STEP, @STEP, or a file that ends in .safetensors, .onnx or .zip, found \"a/b\"");
        refused(
                "{type = line, to = \"@0\", x.points = 0}",
                "surface.planes[0].x.points (my.conf:3): expected an integer of at least 1, found 0");
        refused(
                "{type = line, to = \"@0\", x.max = -1}",
                "surface.planes[0].x.max (my.conf:3): expected a number greater than min, which is -0.5, found -1");
        refused(
                "{type = random, seeds = [1]}, {type = random, seeds = [2, 1]}",
                "surface.planes[1].type (my.conf:3): expected planes of different names; there is a random-s1 already, "
                        + "found \"random\"");
        refused(
                "7",
                "surface.planes[0] (my.conf:3): expected a group of keys, like {type = random, seeds = [1]}, found 7");
    }

    @Test
    void everyKindOfPlaneCanBeAskedFor() {
        assertThat(PlaneSpecs.kinds()).hasSameSizeAs(PlaneSpec.class.getPermittedSubclasses());
    }

    @Test
    void everyKindOfPlaneIsDocumented() throws IOException {
        String reference = Files.readString(Path.of("src/main/resources/reference.conf"));
        String surface = reference.substring(0, reference.indexOf("    planes = []"));
        String comment = surface.substring(surface.lastIndexOf("\n\n"));
        String readme = Files.readString(Path.of("README.md"));
        assertThat(PlaneSpecs.kinds()).allSatisfy(kind -> {
            assertThat(comment).as("the comment of surface.planes").contains("{type = " + kind + ",");
            assertThat(readme).contains("{type = " + kind + ",");
        });
    }

    @Test
    void randomPlanesOfOneScalingAreASampleAndALineIsNone() {
        List<PlaneSpec> planes = PlaneSpecs.of(surface("planes = [{type = random, seeds = [1, 2]}, "
                + "{type = random, seeds = [3], normalize = layer}, {type = line, to = \"@0\"}]"));

        assertThat(planes)
                .extracting(PlaneSpec::sample)
                .containsExactly(
                        Optional.of("random, normalize filter"),
                        Optional.of("random, normalize filter"),
                        Optional.of("random, normalize layer"),
                        Optional.empty());
        assertThat(planes)
                .allSatisfy(plane -> assertThat(plane.settings().get("type")).isIn(PlaneSpecs.kinds()));
    }

    @Test
    void theConfigurationIsRenderedWithItsPlanes() {
        String file =
                "lossatlas.surface.planes = [{type = line, to = \"@0\", x {points = 3}}, {type = random, seeds = [1, 2]}]";
        var config = RunConfigs.load(Optional.of(new ConfigSource("my.conf", file)), List.of());

        assertThat(RunConfigs.load(Optional.of(new ConfigSource("rendered", RunConfigs.render(config))), List.of()))
                .isEqualTo(config);
        assertThat(config.surface().planes()).hasSize(2);
    }
}
