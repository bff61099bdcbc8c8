package io.lossatlas.graph.interpreter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.GraphBuilder;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LossDerivativesTest {
    private static final TensorShape INPUT = TensorShape.of(2, 6, 5);
    private static final LossFunction CROSS_ENTROPY = LossFunction.crossEntropy(new int[] {3, 0, 2});
    private static final LossFunction SQUARED_ERROR =
            LossFunction.squaredError(new double[][] {{0.5, -1, 0, 2}, {1, 1, 0.25, 0}, {-2, 0, 1, 0.5}});

    /** Values that several nodes read, corners, curves, running statistics, and outputs of four classes. */
    private static final Graph GRAPH = new GraphBuilder(INPUT)
            .add("conv", new Conv(3, Window.square(3, 1, 1)), List.of(Graph.INPUT))
            .add("norm", new BatchNorm(1e-3, 0.9), List.of("conv"))
            .add("relu", new Relu(), List.of("norm"))
            .addBiased("more", new Conv(3, Window.square(1, 1, 0)), List.of("relu"))
            .add("add", new Add(), List.of("more", "relu"))
            .add("twice", new Add(), List.of("add", "add"))
            .add("max", new MaxPool(Window.square(2, 2, 0)), List.of("twice"))
            .add("flat", new Flatten(), List.of("max"))
            .addBiased("hidden", new Dense(5), List.of("flat"))
            .add("bent", new Pointwise(PointwiseFunction.GELU), List.of("hidden"))
            .addBiased("dense", new Dense(4), List.of("bent"))
            .build("dense");

    /** Outputs that are linear in the parameters, of fixed features. */
    private static final Graph LINEAR = new GraphBuilder(INPUT)
            .add("flat", new Flatten(), List.of(Graph.INPUT))
            .add("features", new Pointwise(PointwiseFunction.TANH), List.of("flat"))
            .addBiased("dense", new Dense(4), List.of("features"))
            .build("dense");

    private final double[] parameters = parameters(GRAPH);
    private final double[][] examples = examples();

    @Test
    void lossAndGradientAreSumsOverTheExamples() {
        Interpreter interpreter = new Interpreter(GRAPH, parameters);
        Interpreter.Trace trace = interpreter.forward(examples, Statistics.RUNNING);
        double[] mean = interpreter.gradient(trace, CROSS_ENTROPY);
        LossDerivatives derivatives = new LossDerivatives(GRAPH, parameters);

        assertThat(derivatives.loss(examples, CROSS_ENTROPY))
                .isCloseTo(3 * interpreter.loss(trace, CROSS_ENTROPY), within(1e-14));
        double[] sum = derivatives.gradient(examples, CROSS_ENTROPY);
        for (Parameter parameter : GRAPH.layout().parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                double expected = parameter.role().isRunningStatistic() ? 0 : 3 * mean[n];
                assertThat(sum[n]).isCloseTo(expected, within(1e-13));
            }
        }
    }

    /** Vectors of length 1 are drawn; roundings of 1e-16 make 1e-10 of differences at a distance of 1e-6, times the condition. */
    @Test
    void productsAreDerivativesAlongTheVector() {
        new ProductChecks(GRAPH, parameters, examples, CROSS_ENTROPY, 1e-6).assertAll(1e-8);
        new ProductChecks(GRAPH, parameters, examples, SQUARED_ERROR, 1e-6).assertAll(1e-8);
    }

    @Test
    void aNetworkThatIsLinearInItsParametersHasItsGaussNewtonMatrixForAHessian() {
        double[] at = parameters(LINEAR);
        double[] vector = vector(LINEAR, "vector");
        for (LossFunction loss : List.of(CROSS_ENTROPY, SQUARED_ERROR)) {
            LossDerivatives derivatives = new LossDerivatives(LINEAR, at);
            double[] hessian = derivatives.hessianProduct(vector, examples, loss);

            assertThat(derivatives.gaussNewtonProduct(vector, examples, loss)).containsExactly(hessian, within(1e-14));
            assertThat(Arrays.stream(hessian).map(Math::abs).max().orElseThrow())
                    .isGreaterThan(0.1);
        }
        new ProductChecks(LINEAR, at, examples, CROSS_ENTROPY, 1e-4).assertAll(1e-9);
    }

    /** One output {@code w x}: the Hessian of {@code (w x - t)^2} is {@code 2 x x^T}, the same at every point. */
    @Test
    void aQuadraticByHand() {
        Graph line = new GraphBuilder(TensorShape.of(3))
                .add("dense", new Dense(1), List.of(Graph.INPUT))
                .build("dense");
        double[][] two = {{1, 2, 3}, {0, -1, 4}};
        LossFunction loss = LossFunction.squaredError(new double[][] {{5}, {-7}});

        LossDerivatives derivatives = new LossDerivatives(line, new double[] {0.5, -3, 2});

        double[] vector = {1, 0.5, -1};
        assertThat(derivatives.hessianProduct(vector, two, loss))
                .containsExactly(2 * -1 * 1, 2 * (-1 * 2 - 4.5 * -1), 2 * (-1 * 3 - 4.5 * 4));
        assertThat(derivatives.gaussNewtonProduct(vector, two, loss))
                .containsExactly(2 * -1 * 1, 2 * (-1 * 2 - 4.5 * -1), 2 * (-1 * 3 - 4.5 * 4));
    }

    /**
     * {@code z = v u x} with x = 1 and {@code (z - t)^2}: the Hessian is {@code [2 v^2, 4 u v - 2 t; 4 u v - 2 t, 2 u^2]}, that of
     * Gauss and Newton has {@code 2 u v} beside the diagonal.
     */
    @Test
    void aProductOfTwoWeightsByHand() {
        Graph product = new GraphBuilder(TensorShape.of(1))
                .add("first", new Dense(1), List.of(Graph.INPUT))
                .add("second", new Dense(1), List.of("first"))
                .build("second");
        LossFunction loss = LossFunction.squaredError(new double[][] {{10}});

        LossDerivatives derivatives = new LossDerivatives(product, new double[] {2, 3});

        double[][] one = {{1}};
        assertThat(derivatives.hessianProduct(new double[] {1, 0}, one, loss)).containsExactly(18, 4);
        assertThat(derivatives.hessianProduct(new double[] {0, 1}, one, loss)).containsExactly(4, 8);
        assertThat(derivatives.gaussNewtonProduct(new double[] {1, 0}, one, loss))
                .containsExactly(18, 12);
    }

    @Test
    void nodesThatShareAParameterAddUp() {
        Parameter weight = new Parameter("w", Role.DENSE, List.of(4, 4), 0);
        List<Node> nodes = List.of(
                new Node("first", new Dense(4), List.of(Graph.INPUT), List.of(weight)),
                new Node("bent", new Pointwise(PointwiseFunction.TANH), List.of("first"), List.of()),
                new Node("second", new Dense(4), List.of("bent"), List.of(weight)));
        Graph tied = new Graph(TensorShape.of(4), new ParameterLayout(List.of(weight)), nodes, "second");
        double[][] vectors =
                Arrays.stream(examples).map(values -> Arrays.copyOf(values, 4)).toArray(double[][]::new);

        new ProductChecks(tied, vector(tied, "tied"), vectors, CROSS_ENTROPY, 1e-4).assertAll(1e-9);
    }

    @Test
    void runningStatisticsHaveNoPart() {
        LossDerivatives derivatives = new LossDerivatives(GRAPH, parameters);
        double[] vector = vector(GRAPH, "vector");
        double[] product = derivatives.hessianProduct(vector, examples, CROSS_ENTROPY);
        for (Role role : List.of(Role.BN_MEAN, Role.BN_VAR)) {
            Parameter statistic = GRAPH.layout().parameter("norm", role);
            assertThat(Arrays.copyOfRange(product, statistic.offset(), statistic.end()))
                    .containsOnly(0);
            Arrays.fill(vector, statistic.offset(), statistic.end(), 17);
        }
        assertThat(derivatives.hessianProduct(vector, examples, CROSS_ENTROPY)).isEqualTo(product);
    }

    /** Those of a batch are constants too, not functions of the weights. */
    @Test
    void recalibratedStatisticsAreThoseOfTheBatch() {
        Interpreter interpreter = new Interpreter(GRAPH, parameters);
        Interpreter.Trace batch = interpreter.forward(examples, Statistics.BATCH);
        LossDerivatives recalibrated = LossDerivatives.recalibrated(GRAPH, parameters, examples);
        double[] vector = vector(GRAPH, "vector");

        assertThat(recalibrated.loss(examples, CROSS_ENTROPY))
                .isCloseTo(3 * interpreter.loss(batch, CROSS_ENTROPY), within(1e-13));
        assertThat(recalibrated.hessianProduct(vector, examples, CROSS_ENTROPY))
                .isNotEqualTo(new LossDerivatives(GRAPH, parameters).hessianProduct(vector, examples, CROSS_ENTROPY));
        new ProductChecks(GRAPH, interpreter.recalibrated(examples), examples, CROSS_ENTROPY, 1e-6).assertAll(1e-8);
    }

    private static double[] parameters(Graph graph) {
        double[] values = vector(graph, "parameters");
        for (Parameter parameter : graph.layout().parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                values[n] = parameter.role() == Role.BN_VAR ? 0.5 + Math.abs(values[n]) : 0.5 * values[n];
            }
        }
        return values;
    }

    private static double[] vector(Graph graph, String name) {
        GaussianStream stream = Seeds.stream(10, "derivatives", name);
        double[] values = new double[graph.layout().size()];
        Arrays.setAll(values, n -> stream.nextGaussian());
        return values;
    }

    private static double[][] examples() {
        GaussianStream stream = Seeds.stream(11, "derivatives");
        return IntStream.range(0, 3)
                .mapToObj(n -> IntStream.range(0, INPUT.size())
                        .mapToDouble(i -> stream.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
    }
}
