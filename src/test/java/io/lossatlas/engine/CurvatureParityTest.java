package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.LossDerivatives;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.model.FamilyGraph;
import java.util.Arrays;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients with constant statistics and products with second derivatives against their meaning in double, within 1e-5 of the
 * largest entry: float roundings are some 1e-7 each, and those of tiles of 4 x 4 up to 1e-6.
 */
class CurvatureParityTest {
    private static final double ROUNDING = 1e-5;

    /** Operations whose steps have tangents; a graph with another one is refused. */
    private static final Set<Class<?>> DIFFERENTIATED = Set.of(
            Conv.class,
            BatchNorm.class,
            Relu.class,
            Add.class,
            MaxPool.class,
            AveragePool.class,
            GlobalAveragePool.class,
            Flatten.class,
            Dense.class);

    static Stream<Arguments> graphs() {
        return InterpreterParityTest.graphs();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void productsAreTheirMeaning(String name, Function<TestGraph, Graph> nodes) {
        Graph graph = nodes.apply(new TestGraph(12, 10));
        if (!graph.nodes().stream()
                .allMatch(node -> DIFFERENTIATED.contains(node.op().getClass()))) {
            SimdEngine engine = SimdEngine.compile(graph);
            assertThatThrownBy(engine::curvatureProducts)
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("has no tangents");
            return;
        }
        for (int images : new int[] {16, 19}) {
            assertSame(GraphCase.of(nodes.apply(new TestGraph(12, 10)), images, 3), false, ROUNDING);
        }
    }

    /**
     * Depth multiplies roundings. Without shortcuts, a rounding that turns the sign of one activation is a hundredth of the whole
     * gradient at depth 30; notebook 06 holds such networks to what PyTorch's own float32 is off.
     */
    @ParameterizedTest
    @CsvSource({
        "4, PLAIN, 5, 70, 1e-5",
        "10, PLAIN, 8, 15, 2e-5",
        "10, SKIP, 8, 65, 2e-5",
        "16, SKIP, 3, 17, 5e-5",
        "16, PLAIN, 4, 16, 1e-4",
        "30, SKIP, 8, 16, 1e-4"
    })
    void productsOfTheFamilyAreTheirMeaning(int depth, Wiring wiring, int width, int images, double most) {
        Graph graph =
                FamilyGraph.of(Fixtures.variant(depth, wiring, width), new ImageShape(1, 12, 10), Fixtures.CLASSES);
        assertSame(GraphCase.of(graph, images, 3), false, most);
        assertSame(GraphCase.of(graph, images, 3), true, most);
    }

    private static void assertSame(GraphCase sample, boolean recalibrated, double most) {
        int size = sample.graph().layout().size();
        double[] point = Vectors.widened(sample.parameters());
        double[][] examples = sample.examples();
        LossDerivatives meaning = recalibrated
                ? LossDerivatives.recalibrated(sample.graph(), point, examples)
                : new LossDerivatives(sample.graph(), point);
        LossFunction loss = LossFunction.crossEntropy(sample.labels());
        float[] vector = vector(size, 1);
        float[] other = vector(size, 2);
        double[] hessian = new double[size];
        double[] otherHessian = new double[size];
        double[] gaussNewton = new double[size];
        double[] gradient = new double[size];
        try (CurvatureProducts products = SimdEngine.compile(sample.graph()).curvatureProducts()) {
            products.load(sample.parameters());
            if (recalibrated) {
                products.recalibrate(sample.images());
            }
            products.addHessianProduct(
                    other, sample.images(), 0, sample.images().count(), otherHessian);
            products.addHessianProduct(
                    vector, sample.images(), 0, sample.images().count(), hessian);
            products.addGaussNewtonProduct(
                    vector, sample.images(), 0, sample.images().count(), gaussNewton);
            double sum =
                    products.addGradient(sample.images(), 0, sample.images().count(), gradient);
            double expected = meaning.loss(examples, loss);
            assertThat(sum).isCloseTo(expected, within(most * expected));
        }
        assertClose("gradient", sample, gradient, meaning.gradient(examples, loss), most);
        assertClose("hessian", sample, hessian, meaning.hessianProduct(Vectors.widened(vector), examples, loss), most);
        assertClose(
                "ggn", sample, gaussNewton, meaning.gaussNewtonProduct(Vectors.widened(vector), examples, loss), most);
        double there = product(other, hessian);
        double back = product(vector, otherHessian);
        assertThat(there).isCloseTo(back, within(most * norm(Vectors.widened(other)) * norm(hessian)));
        assertThat(product(vector, gaussNewton)).isNotNegative();
    }

    private static float[] vector(int size, long seed) {
        GaussianStream stream = Seeds.stream(seed, "vector");
        float[] vector = new float[size];
        for (int n = 0; n < size; n++) {
            vector[n] = (float) stream.nextGaussian();
        }
        return vector;
    }

    private static double product(float[] left, double[] right) {
        double sum = 0;
        for (int n = 0; n < left.length; n++) {
            sum += left[n] * right[n];
        }
        return sum;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }

    private static void assertClose(String what, GraphCase sample, double[] found, double[] expected, double most) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertThat(largest).isPositive();
        for (Parameter parameter : sample.graph().layout().parameters()) {
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                assertThat(found[n])
                        .as(
                                "%s, %s %s",
                                what, parameter.name(), parameter.role().text())
                        .isCloseTo(expected[n], within(most * largest));
            }
        }
    }
}
