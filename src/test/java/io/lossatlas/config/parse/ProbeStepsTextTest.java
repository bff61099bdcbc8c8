package io.lossatlas.config.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.ProbeSteps;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProbeStepsTextTest {
    private static ProbeSteps of(String... entries) {
        return ProbeStepsText.union(List.of(entries).stream()
                        .map(entry -> ProbeStepsText.parse(entry).orElseThrow())
                        .toList())
                .orElseThrow();
    }

    @Test
    void theDefaultIsTheFirstElevenStepsAndThenEveryFiftieth() {
        ProbeSteps probes = of("0..10", "every 50");
        assertThat(IntStream.rangeClosed(0, 120).filter(probes::contains))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 50, 100);
    }

    @Test
    void entriesOverlapAndComeInAnyOrder() {
        assertThat(of("7", "3..5", "4", " 0 .. 1 ")).isEqualTo(new ProbeSteps(List.of(0, 1, 3, 4, 5, 7), 0));
    }

    @Test
    void noEntryIsNoStep() {
        assertThat(IntStream.range(0, 100).filter(of()::contains)).isEmpty();
    }

    @Test
    void twoPeriodsAreTooMany() {
        assertThat(ProbeStepsText.union(List.of(new ProbeSteps(List.of(), 2), new ProbeSteps(List.of(), 3))))
                .isEqualTo(Optional.empty());
    }

    @Test
    void entriesAreTheShortestThatParseToTheSame() {
        ProbeSteps probes = new ProbeSteps(List.of(0, 1, 4, 5, 6, 9), 20);
        assertThat(ProbeStepsText.entries(probes)).containsExactly("0", "1", "4..6", "9", "every 20");
        assertThat(of(ProbeStepsText.entries(probes).toArray(String[]::new))).isEqualTo(probes);
    }
}
