package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.LabelledImages;
import io.lossatlas.dl4j.Dl4jEngine;
import io.lossatlas.engine.loss.ExampleLoss;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.interpreter.Interpreter;
import io.lossatlas.graph.interpreter.Interpreter.Trace;
import io.lossatlas.graph.interpreter.LossFunction;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.model.FamilyGraph;
import io.lossatlas.model.Variant;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Losses of examples and the gradient of their mean, compiled under the mean squared error, against the interpreter in double.
 * Float roundings, some 1e-7 each, stay below 1e-5 of the largest entry.
 */
class SquaredErrorParityTest {
    private static final int SIDE = 8;
    private static final int EXAMPLES = 37;

    private static final Graph GRAPH = new TestGraph(SIDE, SIDE)
            .biased("a", 3, 1, 5)
            .norm("n")
            .relu("r")
            .flatten("f")
            .dense("d", 11)
            .relu("s")
            .dense("e", 10)
            .build();

    private static final Graph ONE = new TestGraph(SIDE, SIDE)
            .flatten("f")
            .dense("d", 11)
            .relu("s")
            .dense("e", 1)
            .build();

    /** A graph with examples for it. */
    private record Sample(Graph graph, LabelledImages images) {}

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample(GRAPH, numbers(10)),
                new Sample(GRAPH, Fixtures.images(EXAMPLES, SIDE, SIDE, 3)),
                new Sample(ONE, numbers(1)));
    }

    /** Normal images with normal numbers. */
    private static LabelledImages numbers(int outputs) {
        GaussianStream stream = Seeds.stream(5, "numbers");
        float[] inputs = new float[EXAMPLES * SIDE * SIDE];
        double[] targets = new double[EXAMPLES * outputs];
        for (int n = 0; n < inputs.length; n++) {
            inputs[n] = (float) stream.nextGaussian();
        }
        Arrays.setAll(targets, n -> stream.nextGaussian());
        return LabelledImages.ofNumbers(inputs, targets, new ImageShape(1, SIDE, SIDE), outputs);
    }

    private static LossFunction loss(LabelledImages images) {
        double[][] targets = new double[images.count()][images.outputs()];
        for (int n = 0; n < targets.length; n++) {
            int image = n;
            Arrays.setAll(targets[n], j -> images.target(image, j));
        }
        return LossFunction.squaredError(targets);
    }

    private static double[][] inputs(LabelledImages images) {
        float[] one = new float[images.shape().size()];
        return IntStream.range(0, images.count())
                .mapToObj(n -> {
                    images.inputs(n, one, 0);
                    return Vectors.widened(one);
                })
                .toArray(double[][]::new);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void lossesAreTheInterpreters(Sample sample) {
        float[] parameters = Fixtures.parameters(sample.graph().layout(), 4);
        Interpreter interpreter = Interpreter.of(sample.graph(), parameters);
        double[][] outputs = interpreter.logits(interpreter.forward(inputs(sample.images()), Statistics.RUNNING));
        double[] found = new double[EXAMPLES];
        boolean[] correct = new boolean[EXAMPLES];
        try (Evaluator evaluator = SimdEngine.compile(sample.graph(), ExampleLoss.MEAN_SQUARED_ERROR)
                .evaluator()) {
            evaluator.load(parameters);
            evaluator.evaluate(sample.images(), 0, EXAMPLES, found, correct);
        }
        for (int n = 0; n < EXAMPLES; n++) {
            double expected = loss(sample.images()).loss(outputs[n], n);
            assertThat(found[n]).isCloseTo(expected, within(1e-5 * (1 + expected)));
            assertThat(correct[n]).isEqualTo(sample.images().hasLabels() && isRight(sample.images(), outputs[n], n));
        }
    }

    private static boolean isRight(LabelledImages images, double[] outputs, int image) {
        return Arrays.stream(outputs).allMatch(output -> output <= outputs[images.label(image)]);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theGradientIsTheInterpreters(Sample sample) {
        float[] parameters = Fixtures.parameters(sample.graph().layout(), 4);
        Interpreter interpreter = Interpreter.of(sample.graph(), parameters);
        Trace trace = interpreter.forward(inputs(sample.images()), Statistics.BATCH);
        double[] expected = interpreter.gradient(trace, loss(sample.images()));
        int[] all = IntStream.range(0, EXAMPLES).toArray();
        SimdStep step = SimdStep.run(
                SimdEngine.compile(sample.graph(), ExampleLoss.MEAN_SQUARED_ERROR), parameters, sample.images(), all);

        double mean = interpreter.loss(trace, loss(sample.images()));
        assertThat(step.loss()).isCloseTo(mean, within(1e-5 * mean));
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        sample.graph().layout().parameters().stream()
                .filter(parameter -> !parameter.role().isRunningStatistic())
                .forEach(parameter -> {
                    for (int n = parameter.offset(); n < parameter.end(); n++) {
                        assertThat(step.gradient()[n])
                                .as("%s %d", parameter.name(), n)
                                .isCloseTo(expected[n], within(1e-5 * largest));
                    }
                });
    }

    /** Deeplearning4j evaluates by it as well; it trains by cross-entropy alone. */
    @Test
    void deeplearning4jHasTheSameLosses() {
        Variant variant = Fixtures.variant(4, Wiring.SKIP, 2);
        ImageShape shape = new ImageShape(1, SIDE, SIDE);
        Dl4jEngine dl4j = Dl4jEngine.of(variant, shape, Fixtures.CLASSES, ExampleLoss.MEAN_SQUARED_ERROR);
        LabelledImages images = Fixtures.images(EXAMPLES, SIDE, SIDE, 3);
        float[] parameters = Fixtures.parameters(dl4j.layout(), 4);
        double[] expected = losses(dl4j, parameters, images);
        double[] found = losses(
                SimdEngine.compile(FamilyGraph.of(variant, shape, Fixtures.CLASSES), ExampleLoss.MEAN_SQUARED_ERROR),
                parameters,
                images);
        for (int n = 0; n < EXAMPLES; n++) {
            assertThat(found[n]).isCloseTo(expected[n], within(1e-5 * (1 + expected[n])));
        }
        TrainerState start = TrainerState.start(parameters);
        TrainerSettings settings = new TrainerSettings(EXAMPLES, 0.9, 0);
        assertThatThrownBy(() -> dl4j.trainer(start, settings))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage("engine dl4j trains by cross-entropy alone");
    }

    private static double[] losses(Engine engine, float[] parameters, LabelledImages images) {
        double[] losses = new double[EXAMPLES];
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(parameters);
            evaluator.evaluate(images, 0, EXAMPLES, losses, new boolean[EXAMPLES]);
        }
        return losses;
    }

    @Test
    void examplesOfAnotherNumberOfOutputsAreRefused() {
        SimdEngine engine = SimdEngine.compile(ONE, ExampleLoss.MEAN_SQUARED_ERROR);
        try (Evaluator evaluator = engine.evaluator()) {
            evaluator.load(Fixtures.parameters(engine.layout(), 4));
            assertThatThrownBy(() ->
                            evaluator.evaluate(numbers(2), 0, EXAMPLES, new double[EXAMPLES], new boolean[EXAMPLES]))
                    .hasMessage("examples of 2 outputs for a network of 1");
        }
    }
}
