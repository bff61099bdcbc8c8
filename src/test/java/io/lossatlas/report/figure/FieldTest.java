package io.lossatlas.report.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FieldTest {
    /** Positions are the exponents of ten. */
    private static final LogScale SCALE = new LogScale(1, 10, 10);

    private static Field field(double lowerLeft, double upperLeft, double lowerRight, double upperRight) {
        double[][] exponents = {{lowerLeft, upperLeft}, {lowerRight, upperRight}};
        return new Field(
                TestSurfaces.of(
                        "d4-plain-w2-s1-lr0.05",
                        new double[] {0, 1},
                        new double[] {0, 1},
                        (a, b) -> Math.pow(10, exponents[(int) a][(int) b])),
                SCALE);
    }

    @Test
    void isBilinearBetweenPoints() {
        Field field = field(0.1, 0.2, 0.4, 0.9);
        assertThat(field.at(0, 0)).isCloseTo(0.1, within(1e-12));
        assertThat(field.at(1, 0)).isCloseTo(0.4, within(1e-12));
        assertThat(field.at(0, 1)).isCloseTo(0.2, within(1e-12));
        assertThat(field.at(0.25, 0.5)).isCloseTo(0.75 * 0.15 + 0.25 * 0.65, within(1e-12));
    }

    @Test
    void whatIsNearestToAHoleIsPartOfItAndTheRestIsMadeOfFinitePoints() {
        Field field = field(0.1, 0.2, 0.4, Double.NaN);
        assertThat(field.at(0.75, 0.75)).isNaN();
        assertThat(field.at(0.5, 0.5)).isNaN();
        assertThat(field.at(0.75, 0.25))
                .isCloseTo((0.1875 * 0.1 + 0.0625 * 0.2 + 0.5625 * 0.4) / 0.8125, within(1e-12));
    }
}
