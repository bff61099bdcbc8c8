package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import io.lossatlas.config.landscape.CurvatureConfig;
import io.lossatlas.config.landscape.CurvatureOperator;
import io.lossatlas.config.landscape.Precision;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.curvature.Tridiagonal.Ritz;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Matrices whose eigenvalues are known. Vectors of the basis are floats, so that values are good to some 1e-7 of the largest. */
class LanczosTest {
    private static final int DIMENSION = 60;

    private static CurvatureConfig config(int values, int probes, int iterations) {
        return config(values, Precision.SINGLE, probes, iterations);
    }

    private static CurvatureConfig config(int values, Precision precision, int probes, int iterations) {
        return new CurvatureConfig(
                1,
                Split.TRAIN,
                List.of(BnMode.FROZEN),
                List.of(CurvatureOperator.HESSIAN),
                values,
                precision,
                probes,
                iterations,
                StepChoice.LAST);
    }

    private static UnaryOperator<double[]> diagonal(double... values) {
        return vector -> {
            double[] product = new double[vector.length];
            Arrays.setAll(product, n -> values[n] * vector[n]);
            return product;
        };
    }

    private static double[] widened(float... vector) {
        return IntStream.range(0, vector.length).mapToDouble(n -> vector[n]).toArray();
    }

    private static LanczosRuns run(LanczosRuns runs, UnaryOperator<double[]> matrix) {
        while (!runs.done()) {
            runs.advance(matrix.apply(widened(runs.current().next())));
        }
        return runs;
    }

    private static LanczosRuns run(CurvatureConfig config, double... values) {
        return run(new LanczosRuns(config, values.length), diagonal(values));
    }

    /** From -7 to 52, the ends set apart. */
    private static double[] spread() {
        double[] values = IntStream.range(0, DIMENSION).mapToDouble(n -> n - 7).toArray();
        values[0] = -30;
        values[DIMENSION - 2] = 90;
        values[DIMENSION - 1] = 100;
        return values;
    }

    @Test
    void theEndsOfASpectrumAreFound() {
        LanczosRuns runs = run(config(2, 0, 60), spread());

        List<Ritz> ritz = runs.ends().get(0).ritz();
        assertThat(ritz.get(0).value()).isCloseTo(100, within(1e-4));
        assertThat(ritz.get(1).value()).isCloseTo(90, within(1e-3));
        assertThat(ritz.get(ritz.size() - 1).value()).isCloseTo(-30, within(1e-4));
        assertThat(runs.products()).isLessThan(DIMENSION);
        assertThat(ritz.get(0).error()).isLessThanOrEqualTo(1e-3);
    }

    /** The true eigenvalue is within the bound, and of the rounding of floats, however early the iteration ends. */
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 10, 20})
    void boundsHold(int iterations) {
        double[] values = spread();

        for (Ritz found : run(config(1, 0, iterations), values).ends().get(0).ritz()) {
            double nearest = Arrays.stream(values)
                    .map(value -> Math.abs(value - found.value()))
                    .min()
                    .orElseThrow();
            assertThat(nearest).isLessThanOrEqualTo(found.error() + 1e-5);
        }
    }

    @Test
    void aMatrixOfLowRankEndsEarly() {
        double[] values = new double[DIMENSION];
        values[3] = 5;
        values[40] = -2;

        LanczosRuns runs = run(config(1, 0, 50), values);

        assertThat(runs.products()).isLessThanOrEqualTo(4);
        List<Ritz> ritz = runs.ends().get(0).ritz();
        assertThat(ritz.get(0).value()).isCloseTo(5, within(1e-6));
        assertThat(ritz.get(ritz.size() - 1).value()).isCloseTo(-2, within(1e-6));
    }

    /** Of three equal eigenvalues one iteration sees one. */
    @Test
    void multipleEigenvaluesAreFoundOnce() {
        double[] values = new double[DIMENSION];
        Arrays.fill(values, 1);
        Arrays.fill(values, 0, 3, 4);

        List<Ritz> ritz = run(config(1, 0, 50), values).ends().get(0).ritz();

        assertThat(ritz.stream().filter(found -> found.value() > 3.9)).hasSize(1);
        assertThat(ritz.get(0).value()).isCloseTo(4, within(1e-6));
        assertThat(ritz.get(ritz.size() - 1).value()).isCloseTo(1, within(1e-6));
    }

    @Test
    void aZeroMatrixHasZeros() {
        LanczosRuns runs = run(config(1, 2, 50), new double[DIMENSION]);

        assertThat(runs.products()).isEqualTo(3);
        assertThat(runs.finished()).allSatisfy(each -> {
            assertThat(each.ritz().get(0).value()).isZero();
            assertThat(each.ritz().get(0).error()).isZero();
            assertThat(each.ritz().get(0).weight()).isEqualTo(1);
        });
    }

    /** For entries of 1 and -1 a diagonal matrix gives its trace exactly, and weights are shares of the dimension. */
    @Test
    void probesGiveTheTraceAndTheMomentsOfTheSpectrum() {
        double[] values = spread();
        double trace = Arrays.stream(values).sum();
        double squares = Arrays.stream(values).map(value -> value * value).sum();

        List<Tridiagonal> probes = run(config(0, 3, 60), values).quadratures();

        assertThat(probes).hasSize(3).allSatisfy(probe -> {
            assertThat(DIMENSION * probe.diagonal()[0]).isCloseTo(trace, within(1e-4));
            List<Ritz> nodes = probe.ritz();
            assertThat(nodes).hasSize(LanczosRuns.PROBE_PRODUCTS);
            assertThat(nodes.stream().mapToDouble(Ritz::weight).sum()).isCloseTo(1, within(1e-12));
            assertThat(nodes.stream()
                            .mapToDouble(node -> node.weight() * node.value())
                            .sum())
                    .isCloseTo(trace / DIMENSION, within(1e-5));
            assertThat(nodes.stream()
                            .mapToDouble(node -> node.weight() * node.value() * node.value())
                            .sum())
                    .isCloseTo(squares / DIMENSION, within(1e-3));
        });
    }

    /** Left off after any number of products and gone on with: the same bits. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 19, 30, 45})
    void whatWasLeftOffGoesOnToTheSameBits(int products) {
        CurvatureConfig config = config(1, 2, 20);
        double[] values = spread();
        List<Tridiagonal> whole = run(config, values).finished();

        LanczosRuns first = new LanczosRuns(config, DIMENSION);
        for (int n = 0; n < products; n++) {
            first.advance(diagonal(values).apply(widened(first.current().next())));
        }
        Lanczos under = first.current();
        LanczosRuns second = new LanczosRuns(
                config, DIMENSION, first.finished(), List.of(), Lanczos.resumed(under.basis(), under.tridiagonal()));

        assertThat(second.products()).isEqualTo(products);
        List<Tridiagonal> resumed = run(second, diagonal(values)).finished();
        assertThat(resumed).hasSameSizeAs(whole);
        for (int n = 0; n < whole.size(); n++) {
            assertThat(resumed.get(n).diagonal()).containsExactly(whole.get(n).diagonal());
            assertThat(resumed.get(n).beside()).containsExactly(whole.get(n).beside());
        }
    }

    /**
     * Single precision is here a matrix that is off by 1e-2 beside the diagonal: so are its vectors, over the gap to others, 1 and more. By a
     * product in double a value is off by the square of that; by another, where one leaves more than 3e-4 of the value, by less.
     */
    @Test
    void productsInDoubleTellTheEigenvaluesOfTheExactMatrix() {
        double[] values = spread();
        double[] sorted = Arrays.stream(values).sorted().toArray();
        LanczosRuns runs = new LanczosRuns(config(2, Precision.DOUBLE, 1, 60), DIMENSION);
        List<Precision> precisions = new ArrayList<>();
        while (!runs.done()) {
            double[] vector = widened(runs.next());
            double[] product = diagonal(values).apply(vector);
            precisions.add(runs.precision());
            if (runs.precision() == Precision.SINGLE) {
                for (int n = 0; n < vector.length; n++) {
                    product[n] += 1e-2 * vector[vector.length - 1 - n];
                }
            }
            runs.advance(product);
        }

        assertThat(precisions.stream().filter(each -> each == Precision.DOUBLE))
                .hasSize(runs.eigenvalues().stream()
                        .mapToInt(LanczosRuns.Eigenvalue::products)
                        .sum())
                .hasSizeGreaterThan(4);
        assertThat(precisions.get(precisions.size() - 1)).isEqualTo(Precision.SINGLE);
        double[] expected = {sorted[DIMENSION - 1], sorted[0], sorted[DIMENSION - 2], sorted[1]};
        for (int n = 0; n < expected.length; n++) {
            LanczosRuns.Eigenvalue each = runs.eigenvalues().get(n);
            assertThat(each.value()).isCloseTo(expected[n], within(1e-4));
            assertThat(Math.abs(each.value() - expected[n])).isLessThanOrEqualTo(each.error());
            assertThat(each.error() <= 3e-4 * Math.abs(each.value()) || each.products() == 3)
                    .isTrue();
        }
    }

    /** Eigenvectors of a diagonal matrix are the axes. */
    @Test
    void ritzVectorsAreEigenvectors() {
        LanczosRuns runs = new LanczosRuns(config(1, 0, 40), DIMENSION);
        Lanczos ends = runs.current();
        run(runs, diagonal(spread()));
        List<Ritz> ritz = ends.tridiagonal().ritz();

        float[] largest = ends.vector(ritz.get(0).vector());
        float[] smallest = ends.vector(ritz.get(ritz.size() - 1).vector());

        double[] values = spread();
        int top = IntStream.range(0, DIMENSION).reduce(0, (a, b) -> values[b] > values[a] ? b : a);
        int bottom = IntStream.range(0, DIMENSION).reduce(0, (a, b) -> values[b] < values[a] ? b : a);
        // The bound of the error over the gap to the next eigenvalue: 1e-5 of some 50 over 1 and more.
        assertThat(Math.abs(largest[top])).isCloseTo(1, within(1e-3f));
        assertThat(Math.abs(smallest[bottom])).isCloseTo(1, within(1e-3f));
    }
}
