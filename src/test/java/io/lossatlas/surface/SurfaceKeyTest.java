package io.lossatlas.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import org.junit.jupiter.api.Test;

class SurfaceKeyTest {
    @Test
    void isFoundAgainByItsScope() {
        SurfaceKey key = new SurfaceKey("random-s1", "d10-plain-w8-s1-lr0.05", Split.TEST, BnMode.RECALIBRATED);

        assertThat(SurfaceKey.of(key.scope())).isEqualTo(key);
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> SurfaceKey.of("random-s1/d10"))
                .hasMessage("expected plane/variant/split/bn, found random-s1/d10");
        assertThatThrownBy(() -> SurfaceKey.of("random-s1/d10/valid/frozen"))
                .hasMessage("expected one of [train, test], found valid");
    }
}
