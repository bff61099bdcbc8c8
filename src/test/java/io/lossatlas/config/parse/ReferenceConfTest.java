package io.lossatlas.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.OtherValues;
import io.lossatlas.config.RunConfig;
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
        assertThat(set(key + "=" + OtherValues.of(key))).isNotEqualTo(set());
    }

    @Test
    void everyKeyIsRenderedButOfStepsAndEpochsTheOneThatCounts() {
        ConfigSource rendered = new ConfigSource("rendered", RunConfigs.render(set()));
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
        ConfigSource source = new ConfigSource(file.toString(), Files.readString(file));
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
