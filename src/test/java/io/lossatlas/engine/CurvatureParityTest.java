package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.interpreter.LossDerivatives;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.onnx.OnnxNetwork;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients with constant statistics and products with second derivatives against their meaning in double, within 1e-5 of the
 * largest entry: float roundings are some 1e-7 each, and those of tiles of 4 x 4 up to 1e-6. Under cross-entropy second
 * derivatives vanish where one probability is 1, under the squared error they do not.
 */
class CurvatureParityTest {
    private static final double ROUNDING = 1e-5;

    static Stream<Arguments> graphs() {
        return InterpreterParityTest.graphs();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void productsAreTheirMeaning(String name, Function<TestGraph, Graph> nodes) {
        Graph graph = nodes.apply(new TestGraph(12, 10));
        assertSame(GraphCase.of(graph, 19, 3), ExampleLoss.CROSS_ENTROPY, false, ROUNDING);
        assertSame(GraphCase.of(graph, 16, 3), ExampleLoss.MEAN_SQUARED_ERROR, true, ROUNDING);
    }

    static Stream<String> files() {
        return OnnxParityTest.files();
    }

    /** Or within three times what ONNX Runtime's logits, in float too, are off. */
    @ParameterizedTest
    @MethodSource("files")
    void productsOfOnnxFilesAreTheirMeaning(String file) {
        OnnxNetwork network = OnnxParityTest.read(file);
        GraphCase sample =
                new GraphCase(network.graph(), network.weights().values(), OnnxParityTest.images(network.graph(), 21));
        double most = Math.max(ROUNDING, 3 * OnnxParityTest.runtimeError(file, network, sample));
        assertSame(sample, ExampleLoss.CROSS_ENTROPY, false, most);
        assertSame(sample, ExampleLoss.MEAN_SQUARED_ERROR, true, most);
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
        assertSame(GraphCase.of(graph, images, 3), ExampleLoss.CROSS_ENTROPY, false, most);
        assertSame(GraphCase.of(graph, images, 3), ExampleLoss.CROSS_ENTROPY, true, most);
    }

    private static void assertSame(GraphCase sample, ExampleLoss each, boolean recalibrated, double most) {
        int size = sample.graph().layout().size();
        double[] point = Vectors.widened(sample.parameters());
        double[][] examples = sample.examples();
        LossDerivatives meaning = recalibrated
                ? LossDerivatives.recalibrated(sample.graph(), point, examples)
                : new LossDerivatives(sample.graph(), point);
        boolean crossEntropy = each == ExampleLoss.CROSS_ENTROPY;
        LossFunction loss = crossEntropy ? LossFunction.crossEntropy(sample.labels()) : squaredError(sample);
        float[] vector = vector(size, 1);
        float[] other = vector(size, 2);
        double[] hessian = new double[size];
        double[] otherHessian = new double[size];
        double[] gaussNewton = new double[size];
        double[] gradient = new double[size];
        try (CurvatureProducts products =
                SimdEngine.compile(sample.graph(), each).curvatureProducts()) {
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
        assertThat(crossEntropy || product(vector, gaussNewton) > 0).isTrue();
    }

    /** From 1 at the label and 0 elsewhere. */
    private static LossFunction squaredError(GraphCase sample) {
        double[][] targets = new double[sample.images().count()][sample.graph().classes()];
        for (int n = 0; n < targets.length; n++) {
            targets[n][sample.images().label(n)] = 1;
        }
        return LossFunction.squaredError(targets);
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
