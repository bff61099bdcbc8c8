package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import org.junit.jupiter.api.Test;

class CurvaturePartTest {
    private static final CurvaturePart PART =
            new CurvaturePart("d10-plain", 300, Split.TEST, BnMode.RECALIBRATED, "ggn");

    @Test
    void aPartIsReadBackFromItsName() {
        assertThat(PART.scope()).isEqualTo("d10-plain/300/test/recalibrated/ggn");
        assertThat(CurvaturePart.of(PART.scope())).isEqualTo(PART);
        assertThat(CurvaturePart.point(PART.scope())).isEqualTo("d10-plain/300/test/recalibrated");
    }

    @Test
    void anotherNameIsRefused() {
        assertThatThrownBy(() -> CurvaturePart.of("d10-plain/300/test/ggn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected variant/step/split/bn/operator, found d10-plain/300/test/ggn");
        assertThatThrownBy(() -> CurvaturePart.of("d10-plain/300/all/frozen/ggn"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected one of [train, test], found all");
    }
}
