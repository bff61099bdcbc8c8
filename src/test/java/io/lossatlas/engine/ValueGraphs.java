package io.lossatlas.engine;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.Arithmetic;
import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.operation.Constant;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.operation.MatMul;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.ParameterValue;
import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.ReduceMean;
import io.lossatlas.graph.operation.Softmax;
import io.lossatlas.graph.operation.arrangement.Arrangement;
import io.lossatlas.graph.operation.arrangement.Expand;
import io.lossatlas.graph.operation.arrangement.Gather;
import io.lossatlas.graph.operation.arrangement.Pad;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.operation.arrangement.Slice;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.operation.function.ArithmeticFunction;
import io.lossatlas.graph.operation.function.PointwiseFunction;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Graphs with operations on values of any shape. */
final class ValueGraphs {
    private static final int WIDTH = 8;

    private ValueGraphs() {}

    /** By what they show. */
    static Map<String, Function<TestGraph, Graph>> all() {
        Map<String, Function<TestGraph, Graph>> graphs = new LinkedHashMap<>();
        graphs.put("a vision transformer", ValueGraphs::transformer);
        graphs.put("squeeze and excitation", ValueGraphs::squeezed);
        graphs.put("a mixer", ValueGraphs::mixer);
        graphs.put("shuffled and joined channels", ValueGraphs::shuffled);
        graphs.put("padded and repeated", ValueGraphs::padded);
        graphs.put("moved several times", ValueGraphs::movedOn);
        graphs.put("products of transposed matrices", ValueGraphs::transposedMatrices);
        graphs.put("a sum over channels of weights that are softmax", ValueGraphs::weighted);
        graphs.put("normalisation of other values than images", ValueGraphs::normalised);
        graphs.put("quotients and differences", ValueGraphs::divided);
        graphs.put("one parameter as two values", ValueGraphs::shared);
        graphs.put("layers of the same parameters", ValueGraphs::repeated);
        graphs.put("dense over the rows of a normalised image", ValueGraphs::rows);
        graphs.put("softmax of the images", ValueGraphs::ofImages);
        graphs.put("all functions", ValueGraphs::functions);
        for (Pointwise function : functions()) {
            graphs.put(function.title() + " of " + function.first(), net -> net.biased("a", 3, 1, 4)
                    .op("f", function)
                    .conv("c", 3, 2, 3)
                    .headed());
            graphs.put(function.title() + " of a vector and read again, of " + function.first(), net -> net.biased(
                            "a", 3, 1, 4)
                    .norm("n")
                    .relu("r")
                    .means("m")
                    .op("s", new Pointwise(PointwiseFunction.SCALE_SHIFT, 1.5, 0.75))
                    .op("f", function)
                    .with("p", new Arithmetic(ArithmeticFunction.MULTIPLY), "s")
                    .dense("d", Fixtures.CLASSES)
                    .build());
        }
        return graphs;
    }

    /** With kernels of their own; those that are defined for positive numbers alone are not among the first half. */
    private static List<Pointwise> functions() {
        return List.of(
                new Pointwise(PointwiseFunction.LEAKY_RELU, 0.1, 0),
                new Pointwise(PointwiseFunction.CLIP, -0.3, 0.4),
                new Pointwise(PointwiseFunction.SIGMOID),
                new Pointwise(PointwiseFunction.TANH),
                new Pointwise(PointwiseFunction.HARD_SIGMOID, 0.2, 0.45),
                new Pointwise(PointwiseFunction.HARD_SWISH),
                new Pointwise(PointwiseFunction.ERF),
                new Pointwise(PointwiseFunction.GELU),
                new Pointwise(PointwiseFunction.GELU_TANH),
                new Pointwise(PointwiseFunction.NEGATE),
                new Pointwise(PointwiseFunction.EXP),
                new Pointwise(PointwiseFunction.ABSOLUTE),
                new Pointwise(PointwiseFunction.POWER, 2, 0),
                new Pointwise(PointwiseFunction.POWER, 3, 0),
                new Pointwise(PointwiseFunction.SCALE_SHIFT, -0.7, 0.2));
    }

    private static Op rearranged(Arrangement how) {
        return new Rearrange(how);
    }

    private static Op reshaped(int... extents) {
        return new Rearrange(new Reshape(TensorShape.of(extents)));
    }

    private static Op transposed(Integer... order) {
        return new Rearrange(new Transpose(List.of(order)));
    }

    private static TestGraph tokens(TestGraph net) {
        return net.biased("patches", 3, 2, WIDTH)
                .op("flat", reshaped(WIDTH, places(net)))
                .op("turned", transposed(1, 0));
    }

    private static int places(TestGraph net) {
        return (net.height() + 1) / 2 * ((net.width() + 1) / 2);
    }

    /** One block with a class token, two heads and an MLP. */
    static Graph transformer(TestGraph net) {
        int tokens = places(net) + 1;
        Op part = new Arithmetic(ArithmeticFunction.ADD);
        tokens(net)
                .source("token", new ParameterValue(TensorShape.of(1, WIDTH), Role.OTHER))
                .source("positions", new ParameterValue(TensorShape.of(tokens, WIDTH), Role.EMBEDDING))
                .behind("token")
                .with("joined", new Concat(0), "turned")
                .with("placed", part, "positions")
                .biasedOp("norm1", new LayerNorm(1, 1e-5))
                .dense("qkv", 3 * WIDTH)
                .op("split", reshaped(tokens, 3, 2, WIDTH / 2))
                .op("heads", transposed(1, 2, 0, 3));
        for (int n = 0; n < 3; n++) {
            net.behind("heads")
                    .op("slice" + n, rearranged(new Slice(0, n, 1, 1)))
                    .op("part" + n, reshaped(2, tokens, WIDTH / 2));
        }
        return net.behind("part1")
                .op("keys", transposed(0, 2, 1))
                .behind("part0")
                .with("scores", new MatMul(), "keys")
                .op("scaled", new Pointwise(PointwiseFunction.SCALE_SHIFT, 0.5, 0))
                .op("attention", new Softmax(2))
                .with("mixed", new MatMul(), "part2")
                .op("unsplit", transposed(1, 0, 2))
                .op("merged", reshaped(tokens, WIDTH))
                .dense("out", WIDTH)
                .with("residual1", new Add(), "placed")
                .biasedOp("norm2", new LayerNorm(1, 1e-5))
                .biasedOp("up", new Dense(12, true))
                .op("gelu", new Pointwise(PointwiseFunction.GELU))
                .dense("down", WIDTH)
                .with("residual2", new Add(), "residual1")
                .biasedOp("norm3", new LayerNorm(1, 1e-5))
                .op("first", rearranged(new Slice(0, 0, 1, 1)))
                .op("class", reshaped(WIDTH))
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    /** Values that are only moved on, some to several places, with gaps or repeated; one that is computed with too. */
    private static Graph movedOn(TestGraph net) {
        int places = places(net);
        return tokens(net)
                .op("groups", reshaped(places, 2, WIDTH / 2))
                .op("turnedGroups", transposed(1, 0, 2))
                .op("second", rearranged(new Slice(0, 1, 1, 1)))
                .op("wide", rearranged(new Expand(TensorShape.of(3, places, WIDTH / 2))))
                .op("wideMean", new ReduceMean(List.of(0, 1), false))
                .behind("turnedGroups")
                .op("back", transposed(0, 2, 1))
                .op("padded", rearranged(new Pad(List.of(1, 0, 1), List.of(0, 1, 1), 0.5)))
                .op("paddedTurned", transposed(1, 0, 2))
                .op("paddedMean", new ReduceMean(List.of(1, 2), false))
                .behind("turnedGroups")
                .op("first", rearranged(new Slice(0, 0, 1, 1)))
                .op("firstFlat", reshaped(places, WIDTH / 2))
                .op("firstTurned", transposed(1, 0))
                .op("firstSum", new ReduceMean(List.of(1), false))
                .behind("firstFlat")
                .op("firstMean", new ReduceMean(List.of(0), false))
                .with("s", new Arithmetic(ArithmeticFunction.ADD), "firstSum")
                .with("t", new Concat(0), "wideMean")
                .with("u", new Concat(0), "paddedMean")
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    /** The first, the second and both of two values. */
    private static Graph transposedMatrices(TestGraph net) {
        int places = places(net);
        tokens(net).op("groups", reshaped(places, 2, WIDTH / 2)).op("x", transposed(1, 0, 2));
        for (String name : List.of("a", "b", "c", "d")) {
            net.behind("x").op(name, transposed(0, 2, 1));
        }
        for (String name : List.of("e", "f", "g")) {
            net.behind("x").op(name, reshaped(2, places, WIDTH / 2));
        }
        return net.behind("a")
                .with("aa", new MatMul(), "e") // [2][4][4]
                .behind("f")
                .with("bb", new MatMul(), "b") // [2][places][places]
                .with("cc", new MatMul(), "g") // [2][places][4]
                .behind("c")
                .op("cTurned", transposed(0, 2, 1))
                .with("sum", new Arithmetic(ArithmeticFunction.ADD), "cc")
                .behind("d")
                .with("dd", new MatMul(), "sum")
                .with("all", new Arithmetic(ArithmeticFunction.ADD), "aa")
                .op("vector", reshaped(WIDTH / 2 * WIDTH))
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    /** With a gate for each channel. */
    static Graph squeezed(TestGraph net) {
        return net.conv("a", 3, 1, 5)
                .norm("n")
                .op("swish", new Pointwise(PointwiseFunction.HARD_SWISH))
                .means("m")
                .dense("down", 3)
                .relu("r")
                .dense("up", 5)
                .op("gate", new Pointwise(PointwiseFunction.HARD_SIGMOID, 1 / 6.0, 0.5))
                .op("plane", reshaped(5, 1, 1))
                .behind("swish")
                .with("gated", new Arithmetic(ArithmeticFunction.MULTIPLY), "plane")
                .conv("c", 3, 2, 4)
                .norm("p")
                .headed();
    }

    /** All functions, one after another, each of small numbers. */
    static Graph functions(TestGraph net) {
        net.biased("a", 3, 2, 4).norm("n");
        int n = 0;
        for (Pointwise function : functions()) {
            net.op("f" + n, function).op("g" + n++, new Pointwise(PointwiseFunction.TANH));
        }
        return net.op("shifted", new Pointwise(PointwiseFunction.SCALE_SHIFT, 0.5, 1.5))
                .op("log", new Pointwise(PointwiseFunction.LOG))
                .op("again", new Pointwise(PointwiseFunction.SCALE_SHIFT, 0.5, 1.5))
                .op("root", new Pointwise(PointwiseFunction.SQRT))
                .op("inverse", new Pointwise(PointwiseFunction.RECIPROCAL))
                .op("power", new Pointwise(PointwiseFunction.POWER, -1.5, 0))
                .with("s", new Arithmetic(ArithmeticFunction.SUBTRACT), "n")
                .with("q", new Arithmetic(ArithmeticFunction.DIVIDE), "again")
                .op("mean", new ReduceMean(List.of(1, 2), true))
                .op("vector", reshaped(4))
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    private static Graph mixer(TestGraph net) {
        int places = places(net);
        return tokens(net)
                .op("norm1", new LayerNorm(1, 1e-5))
                .op("channels", transposed(1, 0))
                .dense("t1", 7)
                .op("g", new Pointwise(PointwiseFunction.GELU_TANH))
                .op("t2", new Dense(places, true))
                .op("back", transposed(1, 0))
                .with("s", new Add(), "turned")
                .source("mixing", new ParameterValue(TensorShape.of(places, places), Role.OTHER))
                .behind("mixing")
                .with("product", new MatMul(), "s")
                .source("scale", new ParameterValue(TensorShape.of(WIDTH), Role.OTHER))
                .behind("product")
                .with("scaled", new Arithmetic(ArithmeticFunction.MULTIPLY), "scale")
                .with("u", new Add(), "s")
                .op("mean", new ReduceMean(List.of(0), false))
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    static Graph shuffled(TestGraph net) {
        int h = net.height();
        int w = net.width();
        return net.biased("a", 3, 1, 6)
                .relu("r")
                .op("one", rearranged(new Slice(0, 0, 1, 3)))
                .behind("r")
                .op("other", rearranged(new Slice(0, 5, -1, 3)))
                .behind("one")
                .biased("b", 3, 1, 2)
                .op("sigmoid", new Pointwise(PointwiseFunction.SIGMOID))
                .with("joined", new Concat(0), "other")
                .with("twice", new Concat(2), "joined")
                .op("half", rearranged(new Slice(2, 1, 2, w)))
                .with("again", new Concat(0), "one")
                .op("groups", reshaped(2, 4, h, w))
                .op("shuffle", transposed(1, 0, 2, 3))
                .op("channels", reshaped(8, h, w))
                .op("gathered", rearranged(new Gather(0, List.of(7, 0, 0, 3, 5))))
                .conv("c", 3, 1, 4)
                .norm("n")
                .headed();
    }

    private static Graph padded(TestGraph net) {
        int h = net.height();
        int w = net.width();
        return net.biased("a", 3, 1, 4)
                .op("pad", rearranged(new Pad(List.of(1, 0, 2), List.of(0, 1, 0), 0.5)))
                .conv("c", 3, 2, 4)
                .norm("n")
                .relu("r")
                .op("mean", new ReduceMean(List.of(1), true))
                .op("repeated", rearranged(new Expand(TensorShape.of(4, h, (w + 3) / 2))))
                .op("means", new ReduceMean(List.of(0, 2), false))
                .dense("d", Fixtures.CLASSES)
                .build();
    }

    private static Graph weighted(TestGraph net) {
        return net.biased("a", 3, 1, 4)
                .op("softmax", new Softmax(0))
                .with("product", new Arithmetic(ArithmeticFunction.MULTIPLY), "a")
                .op("norm", new LayerNorm(0, 1e-3))
                .op("columns", new Softmax(1))
                .with("sum", new Arithmetic(ArithmeticFunction.ADD), "a")
                .headed();
    }

    private static Graph normalised(TestGraph net) {
        return net.biased("a", 3, 1, 4)
                .means("m")
                .norm("n")
                .relu("r")
                .dense("d", 6)
                .op("matrix", reshaped(2, 3))
                .norm("o")
                .op("tanh", new Pointwise(PointwiseFunction.TANH))
                .op("box", reshaped(3, 1, 2, 1))
                .norm("p")
                .op("vector", reshaped(6))
                .dense("head", Fixtures.CLASSES)
                .norm("q")
                .build();
    }

    private static Graph divided(TestGraph net) {
        double[] numbers = new double[net.width()];
        Arrays.setAll(numbers, n -> 0.5 + 0.1 * n);
        return net.biased("a", 3, 1, 4)
                .source("constant", new Constant(TensorShape.of(net.width()), numbers))
                .behind("constant")
                .op("root", new Pointwise(PointwiseFunction.SQRT))
                .behind("a")
                .with("quotient", new Arithmetic(ArithmeticFunction.DIVIDE), "root")
                .op("exp", new Pointwise(PointwiseFunction.EXP))
                .op("sums", new ReduceMean(List.of(0), true))
                .behind("exp")
                .with("share", new Arithmetic(ArithmeticFunction.DIVIDE), "sums")
                .op("log", new Pointwise(PointwiseFunction.LOG))
                .with("difference", new Arithmetic(ArithmeticFunction.SUBTRACT), "a")
                .op("square", new Pointwise(PointwiseFunction.POWER, 2, 0))
                .op("shifted", new Pointwise(PointwiseFunction.SCALE_SHIFT, 1, 1))
                .op("inverse", new Pointwise(PointwiseFunction.RECIPROCAL))
                .op("root2", new Pointwise(PointwiseFunction.SQRT))
                .op("cube", new Pointwise(PointwiseFunction.POWER, -1.5, 0))
                .headed();
    }

    private static Graph shared(TestGraph net) {
        ParameterValue token = new ParameterValue(TensorShape.of(1, WIDTH), Role.OTHER);
        Graph own = tokens(net)
                .source("token", token)
                .source("same", token)
                .behind("turned")
                .with("first", new Arithmetic(ArithmeticFunction.MULTIPLY), "token")
                .with("second", new Arithmetic(ArithmeticFunction.ADD), "same")
                .with("self", new Arithmetic(ArithmeticFunction.MULTIPLY), "second")
                .op("mean", new ReduceMean(List.of(0), false))
                .dense("d", Fixtures.CLASSES)
                .build();
        return tied(own, "same", "token");
    }

    private static Graph repeated(TestGraph net) {
        Graph own = tokens(net)
                .biasedOp("norm1", new LayerNorm(1, 1e-5))
                .dense("d1", WIDTH)
                .biasedOp("norm2", new LayerNorm(1, 1e-5))
                .dense("d2", WIDTH)
                .biasedOp("norm3", new LayerNorm(1, 1e-5))
                .op("mean", new ReduceMean(List.of(0), false))
                .dense("head", Fixtures.CLASSES)
                .build();
        return tied(tied(tied(own, "d2", "d1"), "norm2", "norm1"), "norm3", "norm1");
    }

    /** With the parameters of one node for those of another, which are no more. */
    private static Graph tied(Graph graph, String name, String to) {
        Map<Parameter, Parameter> renewed = new LinkedHashMap<>();
        int end = 0;
        for (Parameter each : graph.layout().parameters()) {
            if (!each.name().equals(name)) {
                renewed.put(each, new Parameter(each.name(), each.role(), each.shape(), end, each.filterAxis()));
                end = renewed.get(each).end();
            }
        }
        List<Parameter> shared =
                graph.node(to).parameters().stream().map(renewed::get).toList();
        List<Node> nodes = graph.nodes().stream()
                .map(node -> new Node(
                        node.name(),
                        node.op(),
                        node.inputs(),
                        node.name().equals(name)
                                ? shared
                                : node.parameters().stream().map(renewed::get).toList()))
                .toList();
        return new Graph(graph.input(), new ParameterLayout(List.copyOf(renewed.values())), nodes, graph.output());
    }

    private static Graph rows(TestGraph net) {
        return net.conv("a", 3, 1, 4)
                .norm("n")
                .relu("r")
                .dense("d", 9)
                .relu("s")
                .biasedOp("e", new Dense(5, true))
                .op("mean", new ReduceMean(List.of(0, 1), false))
                .dense("head", Fixtures.CLASSES)
                .build();
    }

    private static Graph ofImages(TestGraph net) {
        return net.op("s", new Softmax(2))
                .with("p", new Arithmetic(ArithmeticFunction.MULTIPLY), Graph.INPUT)
                .op("t", new Pointwise(PointwiseFunction.SCALE_SHIFT, 20, 0))
                .conv("a", 3, 1, 4)
                .norm("n")
                .headed();
    }
}
