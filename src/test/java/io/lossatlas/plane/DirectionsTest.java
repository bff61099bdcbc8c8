package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import io.lossatlas.config.Ignore;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DirectionsTest {
    private static final Set<Ignore> BOTH = Set.of(Ignore.BIAS, Ignore.BN);
    private static final Set<Ignore> NEITHER = Set.of();

    /** Two filters of norm 5 and 13, two neurons of norm 3 and 0, and parameters of norm 5, 2, 10, 1 and 1. */
    private static final Weights SMALL = weights(
            new Spec("c", Role.CONV, List.of(2, 1, 1, 2), 3, 4, 5, 12),
            new Spec("c", Role.BN_GAMMA, List.of(2), 3, 4),
            new Spec("c", Role.BN_BETA, List.of(2), 0, 2),
            new Spec("c", Role.BN_MEAN, List.of(1), 1),
            new Spec("c", Role.BN_VAR, List.of(1), 1),
            new Spec("d", Role.DENSE, List.of(2, 3), 1, 2, 2, 0, 0, 0),
            new Spec("d", Role.BIAS, List.of(2), 6, 8));

    private record Spec(String name, Role kind, List<Integer> shape, float... values) {}

    @Example
    void rawEntriesAreTheNumbersOfTheStreamNamedByAxisBlockAndKind() {
        float[] raw = Directions.draw(SMALL, 7, Axis.Y, Normalize.NONE, NEITHER);

        GaussianStream dense = Seeds.stream(7, "directions", "y", "d", "dense");
        for (int n = 0; n < 6; n++) {
            assertThat(raw[10 + n]).isEqualTo((float) dense.nextGaussian());
        }
        assertThat(raw[4]).isEqualTo((float)
                Seeds.stream(7, "directions", "y", "c", "bn_gamma").nextGaussian());
    }

    @Example
    void filterNormalisationGivesEachFilterAndEachNeuronTheNormOfItsWeights() {
        float[] d = Directions.draw(SMALL, 1, Axis.X, Normalize.FILTER, NEITHER);

        assertThat(norm(d, 0, 2)).isCloseTo(5, offset(1e-6));
        assertThat(norm(d, 2, 4)).isCloseTo(13, offset(1e-6));
        assertThat(norm(d, 10, 13)).isCloseTo(3, offset(1e-6));
        assertThat(norm(d, 13, 16)).isZero();
        assertThat(norm(d, 4, 6)).isCloseTo(5, offset(1e-6));
        assertThat(norm(d, 6, 8)).isCloseTo(2, offset(1e-6));
        assertThat(norm(d, 16, 18)).isCloseTo(10, offset(1e-6));
    }

    @Example
    void filterNormalisationKeepsTheWayThatEachFilterPoints() {
        float[] raw = Directions.draw(SMALL, 1, Axis.X, Normalize.NONE, BOTH);
        float[] d = Directions.draw(SMALL, 1, Axis.X, Normalize.FILTER, BOTH);

        double norm = Math.hypot(raw[2], raw[3]);
        assertThat(d[2]).isCloseTo((float) (raw[2] * 13 / norm), offset(2e-6f));
        assertThat(d[3]).isCloseTo((float) (raw[3] * 13 / norm), offset(2e-6f));
    }

    @Example
    void layerNormalisationScalesTheTensorAsAWhole() {
        float[] raw = Directions.draw(SMALL, 1, Axis.X, Normalize.NONE, BOTH);
        float[] d = Directions.draw(SMALL, 1, Axis.X, Normalize.LAYER, BOTH);

        double scale = Math.sqrt(25 + 169) / norm(raw, 0, 4);
        for (int n = 0; n < 4; n++) {
            assertThat(d[n]).isCloseTo((float) (raw[n] * scale), offset(4e-6f));
        }
    }

    @Example
    void whatIsIgnoredDoesNotMoveAndRunningStatisticsNeverDo() {
        for (Normalize normalize : Normalize.values()) {
            assertThat(moved(normalize, BOTH)).containsExactly("c conv", "d dense");
            assertThat(moved(normalize, Set.of(Ignore.BN))).containsExactly("c conv", "d dense", "d bias");
            assertThat(moved(normalize, Set.of(Ignore.BIAS)))
                    .containsExactly("c conv", "c bn_gamma", "c bn_beta", "d dense");
        }
    }

    @Example
    void entriesAreStandardNormal() {
        Weights large = weights(new Spec("c", Role.CONV, List.of(100, 100, 5, 4), new float[200_000]));
        float[] raw = Directions.draw(large, 3, Axis.X, Normalize.NONE, BOTH);
        double mean = 0;
        double square = 0;
        double fourth = 0;
        for (float entry : raw) {
            mean += entry / raw.length;
            square += (double) entry * entry / raw.length;
            fourth += Math.pow(entry, 4) / raw.length;
        }

        // Four deviations of each estimate at n = 200,000: sqrt(1/n), sqrt(2/n), sqrt(96/n).
        assertThat(mean).isBetween(-0.009, 0.009);
        assertThat(square).isBetween(1 - 0.013, 1 + 0.013);
        assertThat(fourth).isBetween(3 - 0.09, 3 + 0.09);
    }

    @Property(seed = "1", tries = 400)
    void theNormOfEveryFilterIsThatOfItsWeights(
            @ForAll @IntRange(min = 1, max = 9) int out,
            @ForAll @IntRange(min = 1, max = 9) int in,
            @ForAll @IntRange(min = 1, max = 3) int kernel,
            @ForAll Axis axis,
            @ForAll long seed) {
        int filter = in * kernel * kernel;
        Weights weights =
                weights(new Spec("c", Role.CONV, List.of(out, in, kernel, kernel), gaussian(seed, out * filter)));

        float[] d = Directions.draw(weights, seed, axis, Normalize.FILTER, BOTH);

        for (int k = 0; k < out; k++) {
            double expected = norm(weights.values(), k * filter, (k + 1) * filter);
            // Half a unit in the last place of a float for each entry; and 1e-10 of |d|, which may be near 0.
            assertThat(norm(d, k * filter, (k + 1) * filter)).isCloseTo(expected, offset(1e-6 * expected));
        }
    }

    @Property(seed = "2", tries = 50)
    void weightsTwiceAsLargeHaveADirectionTwiceAsLarge(
            @ForAll @LongRange(max = 1000) long seed, @ForAll Normalize normalize) {
        float[] twice = SMALL.values().clone();
        for (int n = 0; n < twice.length; n++) {
            twice[n] *= 2;
        }
        float[] once = Directions.draw(SMALL, seed, Axis.X, normalize, NEITHER);
        float[] doubled = Directions.draw(new Weights(SMALL.layout(), twice), seed, Axis.X, normalize, NEITHER);

        for (int n = 0; n < once.length; n++) {
            assertThat(doubled[n]).isEqualTo(normalize == Normalize.NONE ? once[n] : 2 * once[n]);
        }
    }

    @Test
    void filtersMayLieAlongAnotherAxis() {
        float[] values = {3, 1, 4, 2, 0, 6}; // [inputs, outputs]
        Parameter weight = new Parameter("d", Role.DENSE, List.of(3, 2), 0, 1);
        Weights weights = new Weights(new ParameterLayout(List.of(weight)), values);
        float[] d = Directions.draw(weights, 1, Axis.X, Normalize.FILTER, Set.of());
        assertThat(Math.sqrt(d[0] * d[0] + d[2] * d[2] + d[4] * d[4])).isCloseTo(5, within(1e-6));
        assertThat(Math.sqrt(d[1] * d[1] + d[3] * d[3] + d[5] * d[5])).isCloseTo(Math.sqrt(41), within(1e-6));
    }

    private static List<String> moved(Normalize normalize, Set<Ignore> ignore) {
        float[] d = Directions.draw(SMALL, 1, Axis.X, normalize, ignore);
        return SMALL.layout().parameters().stream()
                .filter(parameter -> norm(d, parameter.offset(), parameter.end()) > 0)
                .map(parameter -> parameter.name() + " " + parameter.role().text())
                .toList();
    }

    private static float[] gaussian(long seed, int size) {
        GaussianStream stream = new GaussianStream(seed);
        float[] values = new float[size];
        for (int n = 0; n < size; n++) {
            values[n] = (float) stream.nextGaussian();
        }
        return values;
    }

    private static double norm(float[] values, int from, int to) {
        double sum = 0;
        for (float value : Arrays.copyOfRange(values, from, to)) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }

    private static Weights weights(Spec... specs) {
        List<Parameter> parameters = new ArrayList<>();
        int end = 0;
        for (Spec spec : specs) {
            parameters.add(new Parameter(spec.name(), spec.kind(), spec.shape(), end));
            end += spec.values().length;
        }
        float[] values = new float[end];
        for (int b = 0; b < specs.length; b++) {
            System.arraycopy(specs[b].values(), 0, values, parameters.get(b).offset(), specs[b].values().length);
        }
        return new Weights(new ParameterLayout(parameters), values);
    }
}
