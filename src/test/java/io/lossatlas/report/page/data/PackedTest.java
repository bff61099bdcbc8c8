package io.lossatlas.report.page.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedTest {
    private static final int BYTE = 0xff;

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -1, 2.302585, 0.0625, 1e-10, -3e5, 1.1e23, 3.4e38})
    void threeBytesKeepFiveDigits(double value) {
        assertThat(float24(Packed.numbers(value))).isCloseTo((float) value, within((float) Math.abs(value * 0x1p-16)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.031, 2.5e-7, 4.4e19})
    void twoBytesKeepTwoDigits(double value) {
        byte[] bytes = Base64.getDecoder().decode(new Packed().coarse(value).base64());
        float read = Float.intBitsToFloat((bytes[0] & BYTE) << 24 | (bytes[1] & BYTE) << 16);
        assertThat(read).isCloseTo((float) value, within((float) (value * 0x1p-8)));
    }

    @Test
    void whatIsFiniteStaysFinite() {
        assertThat(float24(Packed.numbers(1e300))).isFinite().isGreaterThan(3e38f);
        assertThat(float24(Packed.numbers(-1e300))).isFinite().isLessThan(-3e38f);
    }

    @Test
    void whatIsNotFiniteStaysWhatItIs() {
        assertThat(float24(Packed.numbers(Double.NaN))).isNaN();
        assertThat(float24(Packed.numbers(Double.POSITIVE_INFINITY))).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(float24(Packed.numbers(Double.NEGATIVE_INFINITY))).isEqualTo(Float.NEGATIVE_INFINITY);
    }

    @Test
    void sharesAreSixteenBitsAndTheLastMeansNone() {
        String packed =
                new Packed().share(0).share(1).share(0.5).share(Double.NaN).base64();
        assertThat(Base64.getDecoder().decode(packed)).containsExactly(0, 0, 0xff, 0xfe, 0x7f, 0xff, 0xff, 0xff);
    }

    @Test
    void numbersFollowOneAnother() {
        assertThat(Base64.getDecoder().decode(Packed.numbers(new double[1000]))).hasSize(3000);
    }

    private static float float24(String base64) {
        byte[] bytes = Base64.getDecoder().decode(base64);
        return Float.intBitsToFloat((bytes[0] & BYTE) << 24 | (bytes[1] & BYTE) << 16 | (bytes[2] & BYTE) << 8);
    }
}
