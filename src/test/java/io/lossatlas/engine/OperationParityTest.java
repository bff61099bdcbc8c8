package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jPass;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.model.ConfigurationReader;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each operation forward and backward against the same in double on equal input: networks of few layers around it, so
 * that its float roundings, some 1e-7 each, stay below 1e-5 of what they end up in. A gradient in a later layer sees
 * what an operation makes, a gradient in an earlier one sees what it hands back.
 */
class OperationParityTest {

    static Stream<Arguments> operations() {
        return Stream.of(
                operation("pooling, dense head and cross-entropy", net -> net.convolution("c", 1, 1, 4)),
                operation("3x3 at stride 1", net -> net.convolution("c", 3, 1, 5)),
                operation("3x3 at stride 2", net -> net.convolution("c", 3, 2, 5)),
                operation("1x1 at stride 2", net -> net.convolution("c", 1, 2, 5)),
                operation("3x3 with bias", net -> net.biased("c", 3, 1, 3)),
                operation("3x3 at stride 1 behind another", net -> net.convolution("a", 3, 1, 3)
                        .convolution("c", 3, 1, 5)),
                operation("3x3 at stride 2 behind another", net -> net.convolution("a", 3, 1, 3)
                        .convolution("c", 3, 2, 5)),
                operation("1x1 at stride 1 behind another", net -> net.convolution("a", 3, 1, 4)
                        .convolution("c", 1, 1, 3)),
                operation("1x1 at stride 2 behind another", net -> net.convolution("a", 3, 1, 4)
                        .convolution("c", 1, 2, 3)),
                operation("ReLU", net -> net.biased("a", 3, 1, 4).rectified("r").convolution("c", 3, 1, 3)),
                operation("ReLU of the last value", net -> net.biased("a", 3, 1, 4)
                        .rectified("r")),
                operation(
                        "normalisation",
                        net -> net.convolution("a", 3, 1, 4).normalised("n").convolution("c", 3, 1, 3)),
                operation("normalisation and ReLU", net -> net.convolution("a", 3, 1, 4)
                        .normalised("n")
                        .rectified("r")
                        .convolution("c", 3, 1, 3)),
                operation("addition of an earlier value", net -> net.biased("a", 3, 1, 4)
                        .rectified("r")
                        .convolution("c", 3, 1, 4)
                        .adding("s", "r")
                        .rectified("t")
                        .convolution("d", 3, 1, 3)),
                operation("addition of a value that is added again later", net -> net.biased("a", 3, 1, 4)
                        .rectified("r")
                        .convolution("c", 3, 1, 4)
                        .adding("s", "r")
                        .rectified("t")
                        .convolution("d", 3, 1, 4)
                        .adding("u", "r")
                        .rectified("v")),
                operation("addition to a normalised value", net -> net.biased("a", 3, 1, 4)
                        .rectified("r")
                        .convolution("c", 3, 1, 4)
                        .normalised("n")
                        .adding("s", "r")
                        .rectified("t")),
                operation("addition of a projection", net -> net.biased("a", 3, 1, 2)
                        .rectified("r")
                        .convolution("p", 1, 2, 4)
                        .normalised("pn")
                        .behind("r")
                        .convolution("c", 3, 2, 4)
                        .normalised("n")
                        .adding("s", "pn")
                        .rectified("t")),
                operation("ReLU of the images", net -> net.rectified("r").convolution("c", 3, 1, 4)),
                operation("normalisation of the images", net -> net.normalised("n")
                        .convolution("c", 3, 1, 4)),
                operation("normalisation behind ReLU", net -> net.biased("a", 3, 1, 4)
                        .rectified("r")
                        .normalised("n")
                        .rectified("s")
                        .convolution("c", 3, 1, 3)),
                operation("maximum of windows", net -> net.biased("a", 3, 1, 4)
                        .pooled("p", PoolingType.MAX, 2, 2, 0)
                        .convolution("c", 3, 1, 3)),
                operation("maximum of windows that overlap, behind ReLU", net -> net.convolution("a", 3, 1, 4)
                        .normalised("n")
                        .rectified("r")
                        .pooled("p", PoolingType.MAX, 3, 2, 1)
                        .convolution("c", 3, 1, 3)),
                operation("mean of windows", net -> net.biased("a", 3, 1, 4)
                        .pooled("p", PoolingType.AVG, 2, 2, 0)
                        .convolution("c", 3, 1, 3)),
                operation("mean of windows that overlap", net -> net.convolution("a", 3, 1, 4)
                        .normalised("n")
                        .pooled("p", PoolingType.AVG, 3, 1, 1)
                        .rectified("r")
                        .convolution("c", 3, 1, 3)),
                operation("dense layers", net -> net.biased("a", 3, 2, 3)
                        .rectified("r")
                        .dense("d", 9)
                        .dense("e", 6)
                        .unpooled()),
                operation("dense layers behind a maximum of windows", net -> net.biased("a", 3, 1, 3)
                        .pooled("p", PoolingType.MAX, 3, 3, 0)
                        .rectified("r")
                        .dense("d", 5)
                        .unpooled()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void forwardAndBackwardAreThoseInDouble(String name, UnaryOperator<SmallNetwork> layers) {
        // Sides with every remainder of the tiles of 7, their halves with others; a whole group of 16 and others beside
        // it.
        for (int side : new int[] {7, 10, 13, 15}) {
            for (int count : new int[] {3, 16, 21}) {
                Case sample = new Case(layers, side, count);
                sample.assertLogits();
                sample.assertStep();
            }
        }
    }

    /** A channel of variance 1e-4, beside which the epsilon of 1e-5 counts. */
    @Test
    void aFaintChannelIsNormalisedAsInDouble() {
        Case sample = new Case(
                net -> net.convolution("a", 3, 1, 4)
                        .normalised("n")
                        .rectified("r")
                        .convolution("c", 3, 1, 3),
                13,
                21);
        sample.scale("a", Role.CONV, 0.01f);
        sample.scale("n", Role.BN_MEAN, 0.01f);
        sample.scale("n", Role.BN_VAR, 1e-4f);
        sample.assertLogits();
        sample.assertStep();
    }

    /** The references of this class are right: their own gradients against central differences of their own loss. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("operations")
    void gradientsInDoubleAreThoseOfFiniteDifferences(String name, UnaryOperator<SmallNetwork> layers) {
        new Case(layers, 7, 5).assertDifferences();
    }

    private static Arguments operation(String name, UnaryOperator<SmallNetwork> layers) {
        return Arguments.of(name, layers);
    }

    private static final class Case {
        private final SimdEngine engine;
        private final Dl4jPass inDouble;
        private final float[] parameters;
        private final LabelledImages images;
        private final int[] minibatch;

        Case(UnaryOperator<SmallNetwork> layers, int side, int count) {
            ComputationGraphConfiguration configuration =
                    layers.apply(new SmallNetwork(side)).build();
            engine = SimdEngine.compile(ConfigurationReader.read(configuration, new ImageShape(1, side, side)));
            inDouble = Dl4jPass.inDouble(configuration);
            parameters = Fixtures.parameters(engine.layout(), side);
            images = Fixtures.images(count, side, side, count);
            minibatch = IntStream.range(0, count).toArray();
        }

        void scale(String layer, Role kind, float factor) {
            Parameter parameter = engine.layout().parameter(layer, kind);
            for (int n = parameter.offset(); n < parameter.end(); n++) {
                parameters[n] *= factor;
            }
        }

        void assertLogits() {
            double[][] expected = inDouble.logits(Vectors.widened(parameters), images);
            try (Evaluator evaluator = engine.evaluator()) {
                evaluator.load(parameters);
                double[][] found = CentredLogits.of(evaluator, images);
                assertThat(CentredLogits.error(found, CentredLogits.of(expected)))
                        .isLessThan(1e-5);
            }
        }

        void assertStep() {
            Dl4jPass.Step expected = inDouble.step(Vectors.widened(parameters), images, minibatch);
            SimdStep found = SimdStep.run(engine, parameters, images, minibatch);
            assertThat(found.loss()).isCloseTo(expected.loss(), within(1e-5 * expected.loss()));
            for (Parameter parameter : engine.layout().parameters()) {
                double length = Vectors.length(expected.of(parameter), parameter);
                assertThat(Vectors.distance(found.of(parameter), expected.of(parameter), parameter))
                        .as(
                                "%s %s of %d images",
                                parameter.name(), parameter.role().text(), minibatch.length)
                        .isLessThan(1e-5 * length);
            }
        }

        void assertDifferences() {
            double[] point = Vectors.widened(parameters);
            double[] gradient = inDouble.step(point, images, minibatch).gradient();
            for (Parameter parameter : engine.layout().parameters()) {
                if (!parameter.role().isRunningStatistic()) {
                    double[] direction = direction(parameter, engine.layout());
                    double step = 1e-6;
                    double difference =
                            (loss(Vectors.moved(point, step, direction)) - loss(Vectors.moved(point, -step, direction)))
                                    / (2 * step);
                    double scale = Vectors.length(gradient, parameter) * Vectors.length(direction, parameter);
                    assertThat(Vectors.product(gradient, direction))
                            .as("%s %s", parameter.name(), parameter.role().text())
                            .isCloseTo(difference, within(1e-6 * scale));
                }
            }
        }

        private double loss(double[] point) {
            return inDouble.step(point, images, minibatch).loss();
        }

        private static double[] direction(Parameter parameter, ParameterLayout layout) {
            GaussianStream stream = Seeds.stream(5, "difference", parameter.name());
            double[] direction = new double[layout.size()];
            Arrays.setAll(direction, n -> n >= parameter.offset() && n < parameter.end() ? stream.nextGaussian() : 0);
            return direction;
        }
    }
}
