package io.lossatlas.plane.sums;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedSumsTest {
    private static final double[] POINT = {9, 1, 4, 2, 7, 3};
    private static final double[] CENTRE = {0, 0, 1, 2, 3, 1, 5};

    /** Differences 1, 3, 0, 4, 2. */
    @Test
    void theErrorIsThatOfTheExamplesDifferences() {
        PairedSums sums = PairedSums.of(POINT, 1, CENTRE, 1, 5);

        assertThat(sums.examples()).isEqualTo(5);
        assertThat(sums.lossSum()).isEqualTo(17);
        assertThat(sums.centreSum()).isEqualTo(7);
        double[] differences = {1, 3, 0, 4, 2};
        assertThat(sums.difference()).isCloseTo(mean(differences), within(1e-15));
        assertThat(sums.standardError()).isCloseTo(error(differences), within(1e-14));
    }

    private static double mean(double... values) {
        return DoubleStream.of(values).average().orElseThrow();
    }

    private static double error(double... values) {
        double squares = Arrays.stream(values)
                .map(value -> (value - mean(values)) * (value - mean(values)))
                .sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    @Test
    void sumsOfRunsAreThoseOfTheWhole() {
        PairedSums parts = IntStream.range(0, 5)
                .mapToObj(n -> PairedSums.of(POINT, 1 + n, CENTRE, 1 + n, 1))
                .reduce(PairedSums.NONE, PairedSums::plus);

        assertThat(parts).isEqualTo(PairedSums.of(POINT, 1, CENTRE, 1, 5));
    }

    @Test
    void thereIsNoErrorOfOneExampleOrOfLossesThatAreNotFinite() {
        assertThat(PairedSums.of(POINT, 0, CENTRE, 0, 1).standardError()).isNaN();
        assertThat(PairedSums.of(new double[] {1, Double.POSITIVE_INFINITY}, 0, CENTRE, 0, 2)
                        .standardError())
                .isNaN();
        assertThat(PairedSums.of(CENTRE, 0, CENTRE, 0, 7).standardError()).isZero();
    }

    /** The third has 5 examples more than the others, on which the centre is 7 in place of 2. */
    @Test
    void lossesAreDifferencesFromTheCentreOnTheMostExamples() {
        PairedLosses losses = new PairedLosses();
        losses.put(0, 3, 1.0, 10);
        losses.put(1, 2, 0.0, 10);
        losses.put(2, 11, 4.0, 15);
        losses.put(3, Double.NaN, Double.NaN, 20);

        assertThat(losses.loss(3, 1.0)).isEqualTo(8);
        assertThat(losses.loss(11, 4.0)).isEqualTo(11);
        assertThat(losses.loss(Double.NaN, Double.NaN)).isNaN();
        assertThat(losses.loss(5, null)).as("of a surface without differences").isEqualTo(5);
    }

    @Test
    void whichPointIsReadFirstDoesNotMatter() {
        PairedLosses one = new PairedLosses();
        PairedLosses other = new PairedLosses();
        double[] means = {0.1 + 0.2, 0.7};
        double[] differences = {0.1, 0.5};
        for (int n = 0; n < 2; n++) {
            one.put(n, means[n], differences[n], 10);
            other.put(1 - n, means[1 - n], differences[1 - n], 10);
        }

        assertThat(one.loss(0, 0.0)).isEqualTo(other.loss(0, 0.0)).isEqualTo(means[0] - differences[0]);
    }
}
