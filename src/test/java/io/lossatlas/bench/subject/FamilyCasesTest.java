package io.lossatlas.bench.subject;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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

    @Test
    void productsAreForTheEngineThatHasThem() {
        FamilyCases both = family(List.of(EngineKind.DL4J, EngineKind.SIMD));
        assertThat(both.on(SyntheticImages.draw(BenchCase.IMAGES, 8, 1)))
                .extracting(BenchCase::toString, BenchCase::engines)
                .containsExactly(
                        tuple("train d10-plain-w8", List.of(EngineKind.DL4J, EngineKind.SIMD)),
                        tuple("product d10-plain-w8", List.of(EngineKind.SIMD)));
        assertThat(family(List.of(EngineKind.DL4J)).on(SyntheticImages.draw(BenchCase.IMAGES, 8, 1)))
                .extracting(BenchCase::task)
                .containsExactly(Task.TRAIN);
    }

    private static FamilyCases family(List<EngineKind> engines) {
        return new FamilyCases(
                List.of(Task.TRAIN, Task.PRODUCT), List.of(10), List.of(Wiring.PLAIN), List.of(8), engines);
    }
}
