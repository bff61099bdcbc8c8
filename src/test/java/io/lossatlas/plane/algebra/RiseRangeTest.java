package io.lossatlas.plane.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RiseRangeTest {
    private static RiseRange.Rays rays(DoubleUnaryOperator... functions) {
        return lengths -> {
            double[][] values = new double[lengths.length][];
            for (int ray = 0; ray < lengths.length; ray++) {
                values[ray] = Arrays.stream(lengths[ray]).map(functions[ray]).toArray();
            }
            return values;
        };
    }

    /** x^2 reaches 2 at 1.41421, x^2 / 100 at 14.1421: the next eighths of an octave are 2^(1/2) and 2^(31/8). */
    @Test
    void eachRayGoesToTheNextEighthOfAnOctave() {
        double[] lengths = RiseRange.lengths(2, 2, rays(x -> x * x * 1.0000001, x -> x * x / 100));

        assertThat(lengths[0]).isCloseTo(Math.sqrt(2), within(1e-12));
        assertThat(lengths[1]).isCloseTo(Math.pow(2, 31 / 8.0), within(1e-12));
    }

    @Test
    void whatIsNotFiniteHasRisenAndWhatStaysFlatEndsAtTheLongest() {
        double[] lengths =
                RiseRange.lengths(3, 1, rays(x -> 0, x -> x < 3 ? 0 : Double.NaN, x -> Double.POSITIVE_INFINITY));

        assertThat(lengths[0]).isEqualTo(64);
        assertThat(lengths[1]).isCloseTo(Math.pow(2, 13 / 8.0), within(1e-12));
        assertThat(lengths[2]).isCloseTo(Math.pow(2, -7 + 1 / 8.0), within(1e-12));
    }

    /** The first place where it has risen counts, whatever lies behind it. */
    @Test
    void aRidgeEndsTheRange() {
        double[] lengths = RiseRange.lengths(1, 1, rays(x -> x >= 0.2 && x < 0.3 ? 5 : 0));

        assertThat(lengths[0]).isBetween(0.2, 0.3);
    }

    @Test
    void theNumberOfPointsIsKnownBefore() {
        int[] points = {0};
        RiseRange.lengths(1, 1, lengths -> {
            points[0] += lengths[0].length;
            return new double[][] {new double[lengths[0].length]};
        });

        assertThat(points[0]).isEqualTo(RiseRange.points());
    }
}
