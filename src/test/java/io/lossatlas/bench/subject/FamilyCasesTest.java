package io.lossatlas.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Wiring;
import io.lossatlas.engine.SyntheticImages;
import java.util.List;
import org.junit.jupiter.api.Test;

class FamilyCasesTest {
    @Test
    void casesAreTheProductOfTheLists() {
        FamilyCases family = new FamilyCases(
                List.of(Task.EVAL, Task.TRAIN),
                List.of(10, 100),
                List.of(Wiring.PLAIN),
                List.of(8),
                List.of(EngineKind.SIMD));
        assertThat(family.on(SyntheticImages.draw(BenchCase.IMAGES + 1, 8, 1)))
                .allSatisfy(each -> assertThat(each.images().count()).isEqualTo(BenchCase.IMAGES))
                .extracting(BenchCase::toString)
                .containsExactly(
                        "eval d10-plain-w8", "eval d100-plain-w8", "train d10-plain-w8", "train d100-plain-w8");
    }
}
