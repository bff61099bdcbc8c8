package io.lossatlas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.config.identity.GaussianStream;
import io.lossatlas.config.identity.Seeds;
import io.lossatlas.data.ImageShape;
import io.lossatlas.data.TestImages;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.AveragePool.Divisor;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Operations;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.Window;
import io.lossatlas.model.FamilyGraph;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Graphs of few nodes, compiled, against the meaning of their operations in double: logits with running statistics and with
 * those of the images, loss and gradients, within what {@link Meaning} allows.
 */
class InterpreterParityTest {
    private static final Window HALVES = Window.square(2, 2, 0);
    private static final Window OVERLAP = Window.square(3, 2, 1);
    private static final Window THIRDS = Window.square(3, 3, 1);
    private static final Window UNEVEN = new Window(3, 2, 1, 3, 2, 1, 0, 1);

    static Stream<Arguments> graphs() {
        Stream<Arguments> values =
                ValueGraphs.all().entrySet().stream().map(each -> graph(each.getKey(), each.getValue()));
        return Stream.of(poolings(), vectors(), unfused(), windows(), fused(), values)
                .flatMap(Function.identity());
    }

    /** Convolutions of every window, before one convolution and behind another. */
    private static Stream<Arguments> windows() {
        return Stream.of(
                        new Conv(4, Window.square(3, 1, 0)),
                        new Conv(5, Window.square(5, 1, 2)),
                        new Conv(4, Window.square(7, 2, 3)),
                        new Conv(4, Window.square(4, 4, 0)),
                        new Conv(4, Window.square(2, 2, 0)),
                        new Conv(4, Window.square(2, 1, 1)),
                        new Conv(3, Window.square(3, 3, 1)),
                        new Conv(3, Window.square(5, 3, 4)),
                        new Conv(4, Window.square(1, 3, 0)),
                        new Conv(4, Window.square(1, 1, 2)),
                        new Conv(4, Window.square(1, 2, 1)),
                        new Conv(4, Window.square(3, 1, 5)),
                        new Conv(4, new Window(3, 1, 1, 1, 1, 0, 1, 0)),
                        new Conv(4, new Window(1, 7, 1, 1, 0, 3, 0, 3)),
                        new Conv(4, new Window(3, 3, 2, 1, 1, 1, 1, 1)),
                        new Conv(4, new Window(3, 3, 2, 2, 0, 0, 1, 1)),
                        new Conv(4, new Window(3, 3, 1, 1, 2, 0, 0, 2)),
                        new Conv(4, new Window(2, 3, 3, 2, 0, 2, 3, 1)),
                        new Conv(4, new Window(3, 3, 1, 1, 2, 2, 2, 2, 2, 2)),
                        new Conv(4, new Window(3, 2, 2, 3, 1, 2, 3, 1, 2, 3)),
                        new Conv(4, new Window(3, 3, 2, 2, 3, 3, 3, 3, 3, 2)),
                        new Conv(8, Window.square(1, 1, 0), 4),
                        new Conv(4, Window.square(1, 1, 0), 2),
                        new Conv(4, Window.square(3, 1, 1), 4),
                        new Conv(8, Window.square(3, 1, 1), 4),
                        new Conv(4, Window.square(3, 2, 1), 4),
                        new Conv(4, Window.square(5, 1, 2), 4),
                        new Conv(4, Window.square(5, 2, 2), 4),
                        new Conv(4, Window.square(3, 1, 1), 2),
                        new Conv(12, Window.square(3, 2, 1), 2),
                        new Conv(6, new Window(3, 5, 1, 2, 1, 2, 1, 2, 1, 1), 2))
                .map(op -> graph(op.window() + " in groups of " + op.groups(), net -> net.biased("a", 3, 1, 4)
                        .conv("c", op)
                        .norm("n")
                        .relu("r")
                        .biased("d", 3, 1, 3)
                        .headed()));
    }

    /** Convolutions of other windows with what their step takes in. */
    private static Stream<Arguments> fused() {
        Conv deep = new Conv(4, Window.square(5, 1, 2), 4);
        Conv wide = new Conv(4, new Window(3, 3, 1, 1, 2, 2, 2, 2, 2, 2));
        Conv patches = new Conv(6, Window.square(2, 2, 0));
        return Stream.of(
                graph("bias and ReLU", net -> net.biased("a", patches)
                        .relu("r")
                        .biased("c", new Conv(6, Window.square(3, 1, 0), 3))
                        .relu("s")
                        .headed()),
                graph("a block with what it adds", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .conv("b", deep)
                        .norm("n")
                        .plus("s", "r")
                        .relu("t")
                        .conv("c", wide)
                        .norm("m")
                        .plus("u", "t")
                        .headed()),
                graph("a bias with what it adds", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .biased("b", wide)
                        .plus("s", "r")
                        .relu("t")
                        .headed()),
                graph("a convolution of what it adds", net -> net.biased("a", 3, 1, 4)
                        .biased("b", deep)
                        .plus("s", "a")
                        .headed()),
                graph("a bias before a normalisation", net -> net.biased("a", patches)
                        .norm("n")
                        .relu("r")
                        .biased("b", new Conv(6, Window.square(3, 1, 1), 6))
                        .norm("m")
                        .headed()),
                graph("two convolutions of one value", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .conv("b", deep)
                        .norm("n")
                        .behind("r")
                        .conv("c", wide)
                        .norm("m")
                        .plus("s", "n")
                        .relu("t")
                        .headed()));
    }

    private static Stream<Arguments> poolings() {
        return Stream.of(
                graph("maximum of halves", net -> net.biased("a", 3, 1, 4)
                        .max("p", HALVES)
                        .conv("c", 3, 1, 3)
                        .headed()),
                graph("maximum of windows that overlap", net -> net.conv("a", 3, 1, 4)
                        .norm("n")
                        .relu("r")
                        .max("p", OVERLAP)
                        .headed()),
                graph(
                        "maximum at stride 3",
                        net -> net.biased("a", 3, 1, 4).max("p", THIRDS).headed()),
                graph(
                        "maximum of uneven windows",
                        net -> net.biased("a", 3, 1, 4).max("p", UNEVEN).headed()),
                graph(
                        "maximum of the images",
                        net -> net.max("p", OVERLAP).biased("a", 3, 1, 4).headed()),
                graph("maximum of a whole neighbourhood", net -> net.biased("a", 3, 1, 4)
                        .max("p", Window.square(3, 1, 1))
                        .conv("c", 3, 1, 3)
                        .headed()),
                graph("mean of halves", net -> net.biased("a", 3, 1, 4)
                        .average("p", HALVES, Divisor.AREA)
                        .conv("c", 3, 1, 3)
                        .headed()),
                graph("mean of windows that overlap, by their area", net -> net.conv("a", 3, 1, 4)
                        .norm("n")
                        .relu("r")
                        .average("p", OVERLAP, Divisor.AREA)
                        .headed()),
                graph("mean of windows that overlap, by their values", net -> net.biased("a", 3, 1, 4)
                        .average("p", OVERLAP, Divisor.VALUES)
                        .headed()),
                graph("mean of uneven windows", net -> net.biased("a", 3, 1, 4)
                        .average("p", UNEVEN, Divisor.VALUES)
                        .headed()),
                graph("mean of the images", net -> net.average("p", THIRDS, Divisor.AREA)
                        .biased("a", 3, 1, 4)
                        .headed()),
                graph("two poolings of one value", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .max("p", HALVES)
                        .behind("r")
                        .average("q", HALVES, Divisor.AREA)
                        .plus("s", "p")
                        .headed()),
                graph("a sum into pooling", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .conv("b", 3, 1, 4)
                        .norm("n")
                        .plus("s", "r")
                        .max("p", OVERLAP)
                        .plus("t", "p")
                        .headed()));
    }

    private static Stream<Arguments> vectors() {
        return Stream.of(
                graph("dense behind flattening", net -> net.biased("a", 3, 2, 3).flattened()),
                graph("two dense layers with ReLU", net -> net.biased("a", 3, 1, 3)
                        .relu("r")
                        .max("p", HALVES)
                        .flatten("f")
                        .dense("d", 7)
                        .relu("s")
                        .dense("e", 10)
                        .build()),
                graph("dense alone", net -> net.flattened()),
                graph("dense without bias", net -> net.biased("a", 3, 2, 3)
                        .flatten("f")
                        .unbiased("d", 24)
                        .relu("s")
                        .unbiased("e", 10)
                        .build()),
                graph("ReLU of means", net -> net.biased("a", 3, 1, 5)
                        .means("m")
                        .relu("r")
                        .dense("d", 10)
                        .build()),
                graph("means behind a dense layer's sum", net -> net.biased("a", 3, 1, 5)
                        .means("m")
                        .dense("d", 6)
                        .relu("r")
                        .dense("e", 6)
                        .plus("s", "r")
                        .relu("t")
                        .dense("g", 10)
                        .build()),
                graph("means beside another reader", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .flatten("f")
                        .dense("d", 10)
                        .behind("r")
                        .means("m")
                        .dense("e", 10)
                        .plus("s", "d")
                        .build()),
                graph("a vector flattened", net -> net.flatten("f")
                        .dense("d", 8)
                        .relu("r")
                        .flatten("g")
                        .dense("e", 10)
                        .build()),
                graph(
                        "logits through ReLU",
                        net -> net.biased("a", 3, 1, 10).means("m").relu("r").build()));
    }

    private static Stream<Arguments> unfused() {
        return Stream.of(
                graph(
                        "normalisation of the images",
                        net -> net.norm("n").conv("a", 3, 1, 4).headed()),
                graph(
                        "normalisation behind a bias",
                        net -> net.biased("a", 3, 1, 4).norm("n").headed()),
                graph("normalisation before a convolution", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .norm("n")
                        .relu("s")
                        .conv("c", 3, 2, 3)
                        .norm("m")
                        .headed()),
                graph("normalisation of a value that is added too", net -> net.biased("a", 3, 1, 4)
                        .norm("n")
                        .relu("r")
                        .conv("c", 3, 1, 4)
                        .plus("s", "a")
                        .norm("m")
                        .plus("t", "s")
                        .headed()),
                graph("normalisation behind pooling", net -> net.biased("a", 3, 1, 4)
                        .max("p", HALVES)
                        .norm("n")
                        .headed()),
                graph(
                        "normalisation twice",
                        net -> net.conv("a", 3, 1, 4).norm("n").norm("m").headed()),
                graph(
                        "ReLU of the images",
                        net -> net.relu("r").biased("a", 3, 1, 4).headed()),
                graph("ReLU of a value that is read elsewhere", net -> net.biased("a", 3, 1, 4)
                        .relu("r")
                        .plus("s", "a")
                        .relu("t")
                        .headed()),
                graph(
                        "a value added to itself",
                        net -> net.biased("a", 3, 1, 4).plus("s", "a").relu("r").headed()),
                graph(
                        "the images added to themselves",
                        net -> net.plus("s", Graph.INPUT).biased("a", 3, 1, 4).headed()),
                graph("a convolution that adds what it reads", net -> net.biased("a", 3, 1, 4)
                        .conv("c", 3, 1, 4)
                        .plus("s", "a")
                        .headed()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("graphs")
    void aCompiledGraphIsItsMeaning(String name, Function<TestGraph, Graph> nodes) {
        for (int count : new int[] {3, 16, 21}) {
            Meaning.assertSame(GraphCase.of(nodes.apply(new TestGraph(9, 7)), count, count));
        }
        Meaning.assertSame(GraphCase.of(nodes.apply(new TestGraph(12, 15)), 33, 5));
    }

    @Test
    void everyOperationIsAmongTheGraphs() {
        Set<Class<?>> known = graphs().flatMap(each -> nodes(each).stream())
                .map(node -> node.op().getClass())
                .collect(Collectors.toSet());
        assertThat(known).containsExactlyInAnyOrderElementsOf(Operations.kinds());
    }

    @SuppressWarnings("unchecked")
    private static List<Node> nodes(Arguments graph) {
        return ((Function<TestGraph, Graph>) graph.get()[1])
                .apply(new TestGraph(9, 7))
                .nodes();
    }

    /** Smaller than what is added before the root: the sum would be a number. */
    @Test
    void aNegativeVarianceGivesNoLoss() {
        for (Function<TestGraph, Graph> nodes : List.<Function<TestGraph, Graph>>of(
                net -> net.conv("a", 3, 1, 4).norm("n").headed(),
                net -> net.biased("a", 3, 1, 4).norm("n").headed())) {
            GraphCase sample = GraphCase.of(nodes.apply(new TestGraph(9, 7)), 16, 16);
            sample.parameters()[
                    sample.graph().layout().parameter("n", Role.BN_VAR).offset()] = -1e-6f;
            double[] losses = new double[16];
            try (Evaluator evaluator = SimdEngine.compile(sample.graph()).evaluator()) {
                evaluator.load(sample.parameters());
                evaluator.evaluate(sample.images(), 0, 16, losses, new boolean[16]);
            }
            assertThat(losses).containsOnly(Double.NaN);
            assertThat(sample.logits()[0]).containsOnly(Double.NaN);
        }
    }

    /** In colours, with seven classes. */
    @ParameterizedTest
    @EnumSource(Wiring.class)
    void theFamilyIsItsMeaning(Wiring wiring) {
        ImageShape shape = new ImageShape(3, 11, 9);
        Graph graph = FamilyGraph.of(Fixtures.variant(6, wiring, 3), shape, 7);
        GaussianStream stream = Seeds.stream(3, "colours");
        byte[] pixels = new byte[19 * shape.size()];
        byte[] labels = new byte[19];
        for (int n = 0; n < pixels.length; n++) {
            pixels[n] = (byte) stream.nextInt(256);
        }
        for (int n = 0; n < labels.length; n++) {
            labels[n] = (byte) (n % 7);
        }
        float[] parameters = Fixtures.parameters(graph.layout(), 8);
        Meaning.assertSame(new GraphCase(graph, parameters, TestImages.of(pixels, labels, shape, 7)));
    }

    private static Arguments graph(String name, Function<TestGraph, Graph> nodes) {
        return Arguments.of(name, nodes);
    }
}
