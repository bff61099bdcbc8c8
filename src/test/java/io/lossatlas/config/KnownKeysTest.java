package io.lossatlas.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownKeysTest {
    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "flaw, lawn, 2", "'', abc, 3", "same, same, 0"})
    void theEditDistanceIsLevenshteins(String from, String to, int distance) {
        assertThat(KnownKeys.editDistance(from, to)).isEqualTo(distance);
        assertThat(KnownKeys.editDistance(to, from)).isEqualTo(distance);
    }
}
