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
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.operation.Statistics;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.graph.shape.Window;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InterpreterTest {
    private static final TensorShape INPUT = TensorShape.of(3, 7, 5);
    private static final int[] LABELS = {4, 0, 2};

    /** Every operation, values that several nodes read, and logits of five classes. */
    private static final Graph GRAPH = new GraphBuilder(INPUT)
            .add("conv", new Conv(4, Window.square(3, 1, 1)), List.of(Graph.INPUT))
            .add("norm", new BatchNorm(1e-3, 0.9), List.of("conv"))
            .add("relu", new Relu(), List.of("norm"))
            .addBiased("more", new Conv(4, Window.square(1, 1, 0)), List.of("relu"))
            .add("add", new Add(), List.of("more", "relu"))
            .add("twice", new Add(), List.of("add", "add"))
            .add("max", new MaxPool(new Window(3, 2, 2, 2, 1, 0, 0, 1)), List.of("twice"))
            .add("mean", new AveragePool(Window.square(2, 1, 0), Divisor.AREA), List.of("max"))
            .add("flat", new Flatten(), List.of("mean"))
            .addBiased("hidden", new Dense(6), List.of("flat"))
            .add("open", new Relu(), List.of("hidden"))
            .addBiased("dense", new Dense(5), List.of("open"))
            .build("dense");

    @Test
    void theGradientOfATiedParameterIsTheSumOfItsNodes() {
        Parameter weight = new Parameter("w", Role.DENSE, List.of(2, 2), 0);
        List<Node> nodes = List.of(
                new Node("first", new Dense(2), List.of(Graph.INPUT), List.of(weight)),
                new Node("second", new Dense(2), List.of("first"), List.of(weight)));
        Graph tied = new Graph(TensorShape.of(2), new ParameterLayout(List.of(weight)), nodes, "second");
        double[] at = {0.5, -1, 2, 0.25};
        double[][] example = {{1, 3}};
        int[] label = {1};
        Interpreter interpreter = new Interpreter(tied, at);
        double[] gradient = interpreter.gradient(interpreter.forward(example, Statistics.RUNNING), label);
        double step = 1e-5;
        for (int n = 0; n < at.length; n++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[n] += step;
            below[n] -= step;
            double slope = (loss(tied, above, example, label) - loss(tied, below, example, label)) / (2 * step);
            assertThat(gradient[n]).isCloseTo(slope, within(1e-7));
        }
    }

    /** Central differences of the mean squared error over two examples. */
    @Test
    void theGradientOfTheSquaredErrorIsItsSlope() {
        Parameter weight = new Parameter("w", Role.DENSE, List.of(2, 2), 0);
        List<Node> nodes = List.of(
                new Node("first", new Dense(2), List.of(Graph.INPUT), List.of(weight)),
                new Node("second", new Dense(2), List.of("first"), List.of(weight)));
        Graph tied = new Graph(TensorShape.of(2), new ParameterLayout(List.of(weight)), nodes, "second");
        double[] at = {0.5, -1, 2, 0.25};
        double[][] examples = {{1, 3}, {-2, 0.5}};
        LossFunction loss = LossFunction.squaredError(new double[][] {{0.5, 2}, {-1, 4}});
        Interpreter interpreter = new Interpreter(tied, at);
        double[] gradient = interpreter.gradient(interpreter.forward(examples, Statistics.RUNNING), loss);
        double step = 1e-5;
        for (int n = 0; n < at.length; n++) {
            double[] above = at.clone();
            double[] below = at.clone();
            above[n] += step;
            below[n] -= step;
            double slope = (loss(tied, above, examples, loss) - loss(tied, below, examples, loss)) / (2 * step);
            assertThat(gradient[n]).isCloseTo(slope, within(1e-7 * (1 + Math.abs(slope))));
        }
    }

    private static double loss(Graph graph, double[] at, double[][] examples, LossFunction loss) {
        Interpreter interpreter = new Interpreter(graph, at);
        return interpreter.loss(interpreter.forward(examples, Statistics.RUNNING), loss);
    }

    private static double loss(Graph graph, double[] at, double[][] example, int... label) {
        Interpreter interpreter = new Interpreter(graph, at);
        return interpreter.loss(interpreter.forward(example, Statistics.RUNNING), label);
    }

    @ParameterizedTest
    @EnumSource(Statistics.class)
    void theGradientIsTheSlopeOfTheLoss(Statistics statistics) {
        GaussianStream stream = Seeds.stream(8, "interpreter");
        double[] parameters = parameters(stream);
        double[][] examples = examples(stream);
        Interpreter interpreter = new Interpreter(GRAPH, parameters);
        double[] gradient = interpreter.gradient(interpreter.forward(examples, statistics), LABELS);

        double step = 1e-5;
        for (int n = 0; n < parameters.length; n++) {
            double slope = (loss(moved(parameters, n, step), examples, statistics)
                            - loss(moved(parameters, n, -step), examples, statistics))
                    / (2 * step);
            assertThat(gradient[n]).as("parameter %d", n).isCloseTo(slope, within(1e-7));
        }
    }

    @Test
    void recalibratedParametersGiveTheLossOfTheBatch() {
        GaussianStream stream = Seeds.stream(9, "interpreter");
        double[][] examples = examples(stream);
        Interpreter interpreter = new Interpreter(GRAPH, parameters(stream));
        Interpreter.Trace batch = interpreter.forward(examples, Statistics.BATCH);
        Interpreter recalibrated = new Interpreter(GRAPH, interpreter.recalibrated(examples));

        double expected = interpreter.loss(batch, LABELS);
        assertThat(recalibrated.loss(recalibrated.forward(examples, Statistics.RUNNING), LABELS))
                .isCloseTo(expected, within(1e-14));
        assertThat(interpreter.loss(interpreter.forward(examples, Statistics.RUNNING), LABELS))
                .isNotCloseTo(expected, within(1e-3));
    }

    private static double loss(double[] parameters, double[][] examples, Statistics statistics) {
        Interpreter interpreter = new Interpreter(GRAPH, parameters);
        return interpreter.loss(interpreter.forward(examples, statistics), LABELS);
    }

    private static double[] moved(double[] parameters, int index, double by) {
        double[] moved = parameters.clone();
        moved[index] += by;
        return moved;
    }

    private static double[] parameters(GaussianStream stream) {
        double[] values = new double[GRAPH.layout().size()];
        Arrays.setAll(values, n -> 0.5 * stream.nextGaussian());
        Parameter variance = GRAPH.layout().parameter("norm", Role.BN_VAR);
        for (int n = variance.offset(); n < variance.end(); n++) {
            values[n] = 0.5 + Math.abs(values[n]);
        }
        return values;
    }

    private static double[][] examples(GaussianStream stream) {
        return IntStream.range(0, LABELS.length)
                .mapToObj(n -> IntStream.range(0, INPUT.size())
                        .mapToDouble(i -> stream.nextGaussian())
                        .toArray())
                .toArray(double[][]::new);
    }
}
