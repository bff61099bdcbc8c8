package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleAndTicksTest {
    private static final double[] AXIS = {0, 1, 2};

    @Test
    void aLogarithmicScaleHasEqualRatiosAtEqualDistances() {
        LogScale scale = new LogScale(0.1, 1000, 1000);
        assertThat(DoubleStream.of(0.1, 1, 10, 1000).map(scale::position).toArray())
                .containsExactly(new double[] {0, 0.25, 0.5, 1}, within(1e-12));
        assertThat(scale.position(0)).isZero();
        assertThat(scale.decades()).isCloseTo(4, within(1e-12));
    }

    @Test
    void theScaleOfSurfacesSpansTheirPositiveFiniteLosses() {
        LogScale scale = LogScale.of(List.of(
                TestSurfaces.of("a", AXIS, AXIS, (a, b) -> a == 0 ? 0 : b == 0 ? Double.POSITIVE_INFINITY : 0.2 * a),
                TestSurfaces.of("b", AXIS, AXIS, (a, b) -> a == 0 ? Double.NaN : 3 * b)));
        assertThat(scale).isEqualTo(new LogScale(0.2, 6, 6));
        assertThat(scale.clipped()).isFalse();
    }

    @Test
    void beyondTwelveDecadesItEndsAtAWholeOne() {
        LogScale scale = LogScale.of(List.of(TestSurfaces.of("a", AXIS, AXIS, (a, b) -> a == 2 ? 3e20 : 0.5)));
        assertThat(scale).isEqualTo(new LogScale(0.5, 1e11, 3e20));
        assertThat(scale.clipped()).isTrue();
    }

    @Test
    void equalAndNoLossesHaveAScaleToo() {
        LogScale flat = LogScale.of(List.of(TestSurfaces.of("a", AXIS, AXIS, (a, b) -> 2)));
        assertThat(flat.low()).isCloseTo(2 / 1.05, within(1e-12));
        assertThat(flat.high()).isCloseTo(2 * 1.05, within(1e-12));
        assertThat(LogScale.of(List.of(TestSurfaces.of("a", AXIS, AXIS, (a, b) -> Double.NaN))))
                .isEqualTo(new LogScale(1, 10, 10));
    }

    @Test
    void threeDecadesAreLabelledAsSuch() {
        assertThat(Ticks.of(new LogScale(0.03, 40, 40))).containsExactly(0.1, 1.0, 10.0);
    }

    @Test
    void fewerDecadesHaveOneTwoFive() {
        assertThat(Ticks.of(new LogScale(0.9, 30, 30))).containsExactly(1.0, 2.0, 5.0, 10.0, 20.0);
    }

    @Test
    void aNarrowScaleHasEvenSteps() {
        assertThat(Ticks.of(new LogScale(2.05, 2.38, 2.38))).containsExactly(2.1, 2.2, 2.3);
    }

    @Test
    void linearTicksAreRoundAndAsManyAsFit() {
        assertThat(Ticks.linear(-1, 1, 5)).containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(Ticks.linear(0.3, -0.1, 5)).containsExactly(-0.1, 0.0, 0.1, 0.2, 0.3);
        assertThat(Ticks.linear(0, 5000, 6)).containsExactly(0.0, 1000.0, 2000.0, 3000.0, 4000.0, 5000.0);
        assertThat(Ticks.linear(7, 7, 6)).containsExactly(7.0);
    }

    @ParameterizedTest
    @CsvSource({"0.1, 0.1", "20, 20", "100, 100", "1000, 10^3", "1e17, 10^17", "1e-3, 10^−3", "2000, 2000"})
    void decadesFarFromOneAreLabelledAsPowers(double value, String label) {
        assertThat(Ticks.label(value)).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "2.30259, 2.303",
        "0, 0",
        "0.5, 0.5000",
        "12345.6, 12350",
        "123456, 1.2e5",
        "-0.00012, -1.2e-4",
        "NaN, NaN",
        "-Infinity, -inf"
    })
    void numbersHaveFourDigits(double value, String text) {
        assertThat(Numbers.plain(value)).isEqualTo(text);
    }

    @Test
    void theDarkestAndTheBrightestColourAreViridis() {
        assertThat(Viridis.rgb(0)).isEqualTo(0x440154);
        assertThat(Viridis.rgb(0.5)).isEqualTo(0x21918c);
        assertThat(Viridis.rgb(1)).isEqualTo(0xfde725);
        assertThat(Viridis.rgb(-3)).isEqualTo(0x440154);
        assertThat(Viridis.rgb(7)).isEqualTo(0xfde725);
    }
}
