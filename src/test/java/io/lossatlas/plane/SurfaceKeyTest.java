package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import org.junit.jupiter.api.Test;

class SurfaceKeyTest {
    @Test
    void isFoundAgainByItsScope() {
        SurfaceKey key = new SurfaceKey("random-s1", "d10-plain-w8-s1-lr0.05", 300, Split.TEST, BnMode.RECALIBRATED);

        assertThat(key.scope()).isEqualTo("random-s1/d10-plain-w8-s1-lr0.05/300/test/recalibrated");
        assertThat(SurfaceKey.of(key.scope())).isEqualTo(key);
        assertThat(PlaneKey.of(key.planeKey().scope())).isEqualTo(key.planeKey());
    }

    @Test
    void otherNamesAreRefused() {
        assertThatThrownBy(() -> SurfaceKey.of("random-s1/d10"))
                .hasMessage("expected plane/variant/step/split/bn, found random-s1/d10");
        assertThatThrownBy(() -> SurfaceKey.of("random-s1/d10/3/valid/frozen"))
                .hasMessage("expected one of [train, test], found valid");
        assertThatThrownBy(() -> PlaneKey.of("random-s1/d10/last"))
                .hasMessage("expected plane/variant/step, found random-s1/d10/last");
    }
}
