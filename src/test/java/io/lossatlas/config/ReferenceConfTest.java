package io.lossatlas.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceConfTest {
    static final Map<String, String> OTHER_VALUES = Map.ofEntries(
            Map.entry("output", "elsewhere"),
            Map.entry("data.path", "elsewhere"),
            Map.entry("data.train-images", "a.gz"),
            Map.entry("data.train-labels", "a.gz"),
            Map.entry("data.test-images", "a.gz"),
            Map.entry("data.test-labels", "a.gz"),
            Map.entry("data.train-examples", "2000"),
            Map.entry("data.test-examples", "2000"),
            Map.entry("data.shards", "3"),
            Map.entry("sweep.depths", "8"),
            Map.entry("sweep.skips", "skip"),
            Map.entry("sweep.widths", "3"),
            Map.entry("sweep.seeds", "3"),
            Map.entry("sweep.learning-rates", "3"),
            Map.entry("train.engine", "dl4j"),
            Map.entry("train.mode", "data-parallel"),
            Map.entry("train.steps", "3"),
            Map.entry("train.epochs", "3"),
            Map.entry("train.batch-size", "3"),
            Map.entry("train.momentum", "0.3"),
            Map.entry("train.weight-decay", "3"),
            Map.entry("train.schedule", "cosine"),
            Map.entry("train.warmup-steps", "3"),
            Map.entry("train.checkpoint-every", "3"),
            Map.entry("train.probe-steps", "3"),
            Map.entry("train.eval-every", "3"),
            Map.entry("train.eval-examples", "3"),
            Map.entry("surface.engine", "dl4j"),
            Map.entry("surface.split", "test"),
            Map.entry("surface.bn", "frozen"),
            Map.entry("surface.examples", "300"),
            Map.entry("surface.normalize", "layer"),
            Map.entry("surface.ignore", "bn"),
            Map.entry("surface.direction-seeds", "3"),
            Map.entry("surface.x.min", "-3"),
            Map.entry("surface.x.max", "3"),
            Map.entry("surface.x.points", "3"),
            Map.entry("surface.y.min", "-3"),
            Map.entry("surface.y.max", "3"),
            Map.entry("surface.y.points", "3"),
            Map.entry("spark.partitions", "3"),
            Map.entry("spark.unit-seconds", "3"));
    static final List<String> KEYS = List.copyOf(RunConfigs.known().defaults().keySet());

    private static RunConfig set(String... sets) {
        return RunConfigs.load(Optional.empty(), List.of(sets));
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void everyKeyIsDocumented(String key) {
        assertThat(RunConfigs.known().defaults().get(key).origin().comments())
                .as(key)
                .isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("KEYS")
    void everyKeyIsRead(String key) {
        assertThat(set(key + "=" + OTHER_VALUES.get(key))).isNotEqualTo(set());
    }

    @Test
    void everyKeyIsRenderedButOfStepsAndEpochsTheOneThatCounts() {
        Source rendered = new Source("rendered", RunConfigs.render(set()));
        assertThat(Layer.file(RunConfigs.known(), rendered).over(Map.of()).keySet())
                .doesNotContain("train.epochs")
                .hasSize(KEYS.size() - 1)
                .isSubsetOf(KEYS);
    }

    static List<Path> shipped() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("conf"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyShippedConfigurationIsValidAndOverridesOnlyWhatDiffers(Path file) throws IOException {
        Source source = new Source(file.toString(), Files.readString(file));
        RunConfig config = RunConfigs.load(Optional.of(source), List.of());
        assertThat(config).isNotEqualTo(set());
        Map<String, Setting> defaults = Layer.reference(RunConfigs.known()).over(Map.of());
        Layer.file(RunConfigs.known(), source).over(Map.of()).forEach((key, setting) -> assertThat(
                        setting.value().unwrapped())
                .as(key)
                .isNotEqualTo(
                        defaults.get(key) == null
                                ? null
                                : defaults.get(key).value().unwrapped()));
    }
}
