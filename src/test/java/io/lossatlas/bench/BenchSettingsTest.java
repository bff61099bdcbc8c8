package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.engine.SyntheticImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchSettingsTest {
    private final BenchSettings settings = new BenchSettings(
            List.of(Task.EVAL, Task.TRAIN),
            List.of(10, 100),
            List.of(Wiring.PLAIN),
            List.of(8),
            List.of(EngineKind.SIMD),
            30);

    @Test
    void casesAreTheProductOfTheLists() {
        assertThat(settings.cases())
                .extracting(BenchCase::toString)
                .containsExactly(
                        "eval d10-plain-w8", "eval d100-plain-w8", "train d10-plain-w8", "train d100-plain-w8");
    }

    @Test
    void theCostliestCaseIsMeasuredFirst() {
        // Training is three forward passes, and depth 100 about fourteen times depth 10.
        assertThat(settings.costliestFirst(SyntheticImages.draw(1, 28, 1)))
                .extracting(BenchCase::toString)
                .containsExactly(
                        "train d100-plain-w8", "eval d100-plain-w8", "train d10-plain-w8", "eval d10-plain-w8");
    }
}
