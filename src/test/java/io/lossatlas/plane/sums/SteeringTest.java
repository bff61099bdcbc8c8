package io.lossatlas.plane.sums;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SteeringTest {
    private static final int[] TENS = IntStream.range(0, 40).map(n -> 10).toArray();

    /** Differences of -1 and 1 by turns about a mean, on 20 examples: an error of 1 / sqrt(19) = 0.2294. */
    private static PairedSums about(double mean) {
        double[] losses = IntStream.range(0, 20)
                .mapToDouble(n -> mean + (n % 2 == 0 ? 1 : -1))
                .toArray();
        return PairedSums.of(losses, 0, new double[20], 0, 20);
    }

    /** 1.1 (0.2294 / se)^2 times the examples, at most 4 times; shares of a difference over 1 are of it. */
    @ParameterizedTest
    @CsvSource({"0, 0.24, 2", "0, 0.2, 3", "0, 0.15, 6", "0, 0.01, 8", "10, 0.024, 2", "-10, 0.015, 6", "0.5, 0.2, 3"})
    void shardsAreAddedAsTheErrorFalls(double difference, double se, int wanted) {
        assertThat(new Steering(se, 20, TENS).wanted(about(difference), 2)).isEqualTo(wanted);
    }

    @Test
    void thereIsAnEnd() {
        Steering all = new Steering(1e-9, 20, 10, 10, 5);

        assertThat(all.wanted(about(0), 2)).isEqualTo(3);
        assertThat(all.wanted(about(0), 3)).isEqualTo(3);
        assertThat(all.wanted(about(Double.POSITIVE_INFINITY), 2))
                .as("nothing makes it finite")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "10, 2", "20, 2", "21, 3", "399, 40", "1000, 40"})
    void everyPointBeginsWithWholeShardsTwoAtLeast(int examples, int least) {
        assertThat(new Steering(0.1, examples, TENS).least()).isEqualTo(least);
        assertThat(new Steering(0.1, examples, TENS).leastExamples()).isEqualTo(10 * least);
    }

    @Test
    void oneShardIsAll() {
        assertThat(new Steering(0.1, 2, 7).least()).isEqualTo(1);
    }
}
