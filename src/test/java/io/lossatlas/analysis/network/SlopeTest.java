package io.lossatlas.analysis.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SlopeTest {
    @Test
    void theSlopeOfAnExponentialIsItsRate() {
        Slope slope = Slope.of(new TreeMap<>(Map.of(0, 8.0, 1, 4.0, 3, 1.0)));

        assertThat(slope.perLayer()).isCloseTo(-Math.log(2), within(1e-15));
        assertThat(slope.layers()).isEqualTo(3);
    }

    @Test
    void normsWithoutALogarithmAreLeftOut() {
        Slope slope = Slope.of(
                new TreeMap<>(Map.of(0, 0.0, 1, 1.0, 2, Double.POSITIVE_INFINITY, 3, Double.NaN, 4, Math.exp(6))));

        assertThat(slope.perLayer()).isCloseTo(2, within(1e-15));
        assertThat(slope.layers()).isEqualTo(2);
        assertThat(Slope.of(new TreeMap<>(Map.of(3, 1.0))).perLayer()).isNaN();
    }
}
