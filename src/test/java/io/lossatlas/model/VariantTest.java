package io.lossatlas.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import org.junit.jupiter.api.Test;

class VariantTest {
    @Test
    void networksThatDifferInTheirSeedShareTheRestOfTheirId() {
        String id = new Variant(100, Wiring.SKIP, 8, 12, 0.05).id();

        assertThat(id).isEqualTo("d100-skip-w8-s12-lr0.05");
        assertThat(Variant.withoutSeed(id)).isEqualTo("d100-skip-w8-lr0.05");
        assertThat(Variant.withoutSeed(new Variant(10, Wiring.PLAIN, 8, -3, 1).id()))
                .isEqualTo("d10-plain-w8-lr1");
    }
}
