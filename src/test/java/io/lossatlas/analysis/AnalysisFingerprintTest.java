package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AnalysisFingerprintTest {
    private static Map<String, String> of(String... sets) {
        RunConfig config = RunConfigs.load(Optional.empty(), List.of(sets));
        return AnalysisFingerprint.of(config);
    }

    @Test
    void itHasTheRegistry() {
        assertThat(of()).containsEntry("metrics", Metrics.digest());
        assertThat(Metrics.digest()).matches("[0-9a-f]{64}");
        assertThat(AnalysisFingerprint.isOfAnotherRegistry(of())).isFalse();
    }

    @Test
    void anotherRegistryIsNoDifference() {
        Map<String, String> published = new TreeMap<>(of());
        published.put("metrics", "0123456789abcdef");

        assertThat(AnalysisFingerprint.differences(published, of())).isEmpty();
        assertThat(AnalysisFingerprint.isOfAnotherRegistry(published)).isTrue();
    }

    @Test
    void runsFromBeforeTheRegistryHaveAnotherOne() {
        Map<String, String> published = new TreeMap<>(of());
        published.remove("metrics");
        published.put("results-version", "1");

        assertThat(AnalysisFingerprint.differences(published, of())).isEmpty();
        assertThat(AnalysisFingerprint.isOfAnotherRegistry(published)).isTrue();
    }

    @Test
    void otherShardsAreADifference() {
        assertThat(AnalysisFingerprint.differences(of("data.shards=3"), of("data.shards=4")))
                .containsExactly("data.shards: published 3, now 4");
    }
}
