package io.lossatlas.analysis.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GuessingLossTest {
    /** ln 7 = 1.9459101490553132, ln 10 = 2.302585092994046. */
    @Test
    void theLogarithmOfTheNumberOfClasses() {
        assertThat(new GuessingLoss(7).loss()).isCloseTo(1.9459101490553132, within(1e-15));
        assertThat(GuessingLoss.TEN.loss()).isEqualTo(2.302585092994046);
    }

    @Test
    void theClassesAreThoseOfTheRunAndTenWhereItDoesNotSay() {
        assertThat(GuessingLoss.of(Map.of("data_classes", "7"))).isEqualTo(new GuessingLoss(7));
        assertThat(GuessingLoss.of(Map.of("version", "1"))).isEqualTo(GuessingLoss.TEN);
        assertThatThrownBy(() -> new GuessingLoss(-1)).hasMessage("-1 classes");
    }

    @Test
    void nearIsWithinATenth() {
        assertThat(GuessingLoss.TEN.isNear(2.21)).isTrue();
        assertThat(GuessingLoss.TEN.isNear(2.40)).isTrue();
        assertThat(GuessingLoss.TEN.isNear(2.20)).isFalse();
        assertThat(GuessingLoss.TEN.isNear(2.41)).isFalse();
    }

    @Test
    void thereIsNoneOfTheSquaredErrorAndOfDataWithoutLabels() {
        assertThat(GuessingLoss.ofSurfaces(Map.of("data_classes", "7"))).isEqualTo(new GuessingLoss(7));
        assertThat(GuessingLoss.ofSurfaces(Map.of("data_classes", "7", "surface_loss", "cross-entropy")))
                .isEqualTo(new GuessingLoss(7));
        assertThat(GuessingLoss.ofSurfaces(Map.of("data_classes", "7", "surface_loss", "mse")))
                .isEqualTo(GuessingLoss.NONE);
        assertThat(GuessingLoss.of(Map.of("data_outputs", "3", "surface_loss", "mse")))
                .isEqualTo(GuessingLoss.NONE);
        assertThat(GuessingLoss.NONE.isKnown()).isFalse();
        assertThat(GuessingLoss.NONE.loss()).isNaN();
        assertThat(GuessingLoss.NONE.isNear(0)).isFalse();
    }
}
