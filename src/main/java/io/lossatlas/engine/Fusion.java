package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.step.AddStep;
import io.lossatlas.engine.step.AveragePoolStep;
import io.lossatlas.engine.step.ConvolutionStep;
import io.lossatlas.engine.step.DenseStep;
import io.lossatlas.engine.step.FlattenStep;
import io.lossatlas.engine.step.FunctionStep;
import io.lossatlas.engine.step.GlobalPoolStep;
import io.lossatlas.engine.step.MaxPoolStep;
import io.lossatlas.engine.step.NormStep;
import io.lossatlas.engine.step.PlacedNode;
import io.lossatlas.engine.step.ReluStep;
import io.lossatlas.engine.step.SourceStep;
import io.lossatlas.engine.step.Step;
import io.lossatlas.engine.step.ValueStep;
import io.lossatlas.engine.step.value.Averaging;
import io.lossatlas.engine.step.value.Joining;
import io.lossatlas.engine.step.value.Moving;
import io.lossatlas.engine.step.value.Multiplying;
import io.lossatlas.engine.step.value.Normalising;
import io.lossatlas.engine.step.value.Pairing;
import io.lossatlas.engine.step.value.ValueShapes;
import io.lossatlas.engine.step.value.Weighting;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.operation.Add;
import io.lossatlas.graph.operation.Arithmetic;
import io.lossatlas.graph.operation.AveragePool;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Concat;
import io.lossatlas.graph.operation.Constant;
import io.lossatlas.graph.operation.Conv;
import io.lossatlas.graph.operation.Dense;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.GlobalAveragePool;
import io.lossatlas.graph.operation.LayerNorm;
import io.lossatlas.graph.operation.MatMul;
import io.lossatlas.graph.operation.MaxPool;
import io.lossatlas.graph.operation.OpVisitor;
import io.lossatlas.graph.operation.ParameterValue;
import io.lossatlas.graph.operation.Pointwise;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.ReduceMean;
import io.lossatlas.graph.operation.Relu;
import io.lossatlas.graph.operation.Softmax;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns a graph into a {@link CompiledNetwork}. A step waits until something other than the step itself reads its value, and until
 * then takes in what follows it, where the two are computed in one turn: a convolution its normalisation, addition and ReLU.
 */
final class Fusion {
    private final Map<String, TensorShape> shapes;
    private final Map<String, Integer> readers;
    private final List<Shape> values = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Step> waiting = new HashMap<>();
    private final Set<String> moved; // values that are read to be moved, and for nothing else
    private final Map<String, Passing> passing = new HashMap<>();
    private final Set<String> transposed = new HashSet<>(); // values whose matrices lie transposed

    private Fusion(Graph graph) {
        this.shapes = graph.shapes();
        this.readers = graph.readers();
        this.moved = new HashSet<>(readers.keySet());
        moved.remove(graph.output());
        graph.nodes().stream().filter(node -> !movesOnce(node)).forEach(node -> node.inputs()
                .forEach(moved::remove));
    }

    /** Whether a node moves elements, none to two places. */
    private boolean movesOnce(Node node) {
        return node.op() instanceof Rearrange op
                && !new Moving(op.how(), shapes.get(node.inputs().get(0))).repeats();
    }

    /**
     * A moved value that need not be made, since all its readers move it on.
     *
     * @param moving what it is of the value that is made
     * @param branched whether that value, or one on the way from it, has several readers
     */
    private record Passing(Moving moving, boolean branched) {}

    /**
     * Compiles a graph.
     *
     * @throws IllegalArgumentException naming the node that cannot be compiled, and why
     */
    static CompiledNetwork compile(Graph graph) {
        requireOwnFolded(graph);
        Fusion fusion = new Fusion(graph);
        fusion.values.add(fusion.shape(Graph.INPUT));
        fusion.numbers.put(Graph.INPUT, 0);
        for (Node node : graph.nodes()) {
            fusion.waiting.put(
                    node.name(),
                    fusion.takenIn(node).or(() -> fusion.movedOn(node)).orElseGet(() -> node.op()
                            .accept(fusion.new Steps(node))));
        }
        fusion.number(graph.output());
        return new CompiledNetwork(graph.layout(), fusion.values, fusion.steps);
    }

    /** What a step folds into its weights belongs to it alone. */
    private static void requireOwnFolded(Graph graph) {
        Map<Parameter, Node> owners = new HashMap<>();
        for (Node node : graph.nodes()) {
            for (Parameter parameter : node.parameters()) {
                Node other = owners.put(parameter, node);
                if (other != null && (folds(node) || folds(other) || node.equals(other))) {
                    throw new IllegalArgumentException(
                            "node %s, a %s, cannot be compiled: its %s is that of node %s too"
                                    .formatted(
                                            node.name(),
                                            node.op().title(),
                                            parameter.role().text(),
                                            other.name()));
                }
            }
        }
    }

    private static boolean folds(Node node) {
        return node.op() instanceof Conv || node.op() instanceof BatchNorm;
    }

    /** The step that a node becomes where nothing takes it in. */
    private final class Steps implements OpVisitor<Step> {
        private final PlacedNode at;

        Steps(Node node) {
            if (node.op() instanceof MatMul) {
                node.inputs().forEach(Fusion.this::numberTransposed);
            }
            this.at = placed(node);
        }

        @Override
        public Step conv(Conv op) {
            return ConvolutionStep.of(op, at);
        }

        @Override
        public Step batchNorm(BatchNorm op) {
            TensorShape input = shapes.get(at.node().inputs().get(0));
            return input.isImage() ? NormStep.of(op, at) : normalisedPlanes(op, at, input);
        }

        @Override
        public Step relu(Relu op) {
            return ReluStep.of(at);
        }

        @Override
        public Step add(Add op) {
            return AddStep.of(at);
        }

        @Override
        public Step maxPool(MaxPool op) {
            return MaxPoolStep.of(op, at);
        }

        @Override
        public Step averagePool(AveragePool op) {
            return AveragePoolStep.of(op, at);
        }

        @Override
        public Step globalAveragePool(GlobalAveragePool op) {
            return GlobalPoolStep.of(at);
        }

        @Override
        public Step flatten(Flatten op) {
            return FlattenStep.of(at);
        }

        @Override
        public Step dense(Dense op) {
            return DenseStep.of(op, at);
        }

        @Override
        public Step pointwise(Pointwise op) {
            return FunctionStep.of(op, at);
        }

        @Override
        public Step arithmetic(Arithmetic op) {
            return ValueStep.of(new Pairing(op, read()), at);
        }

        @Override
        public Step constant(Constant op) {
            return SourceStep.of(op);
        }

        @Override
        public Step parameterValue(ParameterValue op) {
            return SourceStep.ofParameter(at);
        }

        @Override
        public Step rearrange(Rearrange op) {
            Moving moving = new Moving(op.how(), read().get(0));
            pass(at.node(), moving);
            return ValueStep.of(moving, at);
        }

        @Override
        public Step concat(Concat op) {
            return ValueStep.of(new Joining(op, read()), at);
        }

        @Override
        public Step matMul(MatMul op) {
            List<Boolean> lying =
                    at.node().inputs().stream().map(transposed::contains).toList();
            return ValueStep.of(new Multiplying(op, read(), lying), at);
        }

        @Override
        public Step reduceMean(ReduceMean op) {
            return ValueStep.of(new Averaging(op, read().get(0)), at);
        }

        @Override
        public Step softmax(Softmax op) {
            return ValueStep.of(new Weighting(op, read().get(0)), at);
        }

        @Override
        public Step layerNorm(LayerNorm op) {
            List<Parameter> parameters = at.node().parameters();
            int shift = parameters.size() > 1 ? parameters.get(1).offset() : Step.NONE;
            return ValueStep.of(
                    new Normalising(op, read().get(0), parameters.get(0).offset(), shift), at);
        }

        private List<TensorShape> read() {
            return at.node().inputs().stream().map(shapes::get).toList();
        }
    }

    /** Batch normalisation of a value that is no image: as one whose channels are its first axis, and back. */
    private Step normalisedPlanes(BatchNorm op, PlacedNode at, TensorShape input) {
        int channels = input.extent(0);
        TensorShape planes = TensorShape.of(channels, 1, input.size() / channels);
        int from = taken(new ValueStep(new Moving(new Reshape(planes), input), at.values(), Step.NONE), planes);
        Shape shape = ValueShapes.of(planes);
        int normalised =
                taken(NormStep.of(op, new PlacedNode(at.node(), List.of(from), List.of(shape), shape)), planes);
        return new ValueStep(new Moving(new Reshape(input), planes), List.of(normalised), Step.NONE);
    }

    /** The waiting step that takes a node in, with it: that of the first input that can. */
    private Optional<Step> takenIn(Node node) {
        for (int n = 0; n < node.inputs().size(); n++) {
            String input = node.inputs().get(n);
            String other = node.inputs().get(node.inputs().size() - 1 - n);
            Step before = waiting.get(input);
            if (before != null && readers.get(input) == 1) {
                Optional<Step> both = before.followedBy(node, () -> number(other));
                if (both.isPresent()) {
                    waiting.remove(input);
                    return both;
                }
            }
        }
        return Optional.empty();
    }

    /** A value that is moved again, straight from where it was before. */
    private Optional<Step> movedOn(Node node) {
        if (!(node.op() instanceof Rearrange next)) {
            return Optional.empty();
        }
        String input = node.inputs().get(0);
        return Optional.ofNullable(passing.get(input)).map(before -> {
            Moving both = before.moving.then(next.how());
            pass(node, both);
            return new ValueStep(both, ((ValueStep) waiting.get(input)).from(), Step.NONE);
        });
    }

    /**
     * Leaves it to the readers of a moved value to move it on, where no element is twice on the way and no more than one value has
     * several readers, so that gradients are summed in the order in which they would be summed were it made.
     */
    private void pass(Node node, Moving moving) {
        String input = node.inputs().get(0);
        Passing before = passing.get(input);
        boolean branched = readers.get(input) > 1 || (before != null && before.branched);
        boolean summedOnce = !branched || readers.getOrDefault(node.name(), 0) == 1;
        if (summedOnce && moved.contains(node.name()) && !moving.repeats() && !moving.leavesEmpty()) {
            passing.put(node.name(), new Passing(moving, branched));
        }
    }

    private PlacedNode placed(Node node) {
        List<Integer> read = node.inputs().stream().map(this::number).toList();
        List<Shape> inputs = node.inputs().stream().map(this::shape).toList();
        return new PlacedNode(node, read, inputs, shape(node.name()));
    }

    /** Numbers a value that a product reads, without its last turn where that transposes the matrices and nothing else reads it. */
    private void numberTransposed(String name) {
        if (readers.get(name) == 1
                && waiting.get(name) instanceof ValueStep step
                && step.operation() instanceof Moving moving) {
            moving.untransposed().ifPresent(before -> {
                waiting.remove(name);
                numbers.put(name, taken(new ValueStep(before, step.from(), Step.NONE), before.output()));
                transposed.add(name);
            });
        }
        number(name);
    }

    /** The number of a value; a step that waited for what follows takes its turn now. */
    private int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int number = taken(waiting.remove(name), shapes.get(name));
        numbers.put(name, number);
        return number;
    }

    /** The number of the value of a step that takes its turn now. */
    private int taken(Step step, TensorShape shape) {
        int number = values.size();
        values.add(ValueShapes.of(shape));
        steps.add(step.into(number));
        return number;
    }

    private Shape shape(String name) {
        return ValueShapes.of(shapes.get(name));
    }
}
