package io.lossatlas.onnx;

import io.lossatlas.graph.operation.Constant;
import io.lossatlas.graph.operation.Flatten;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.ParameterValue;
import io.lossatlas.graph.operation.Rearrange;
import io.lossatlas.graph.operation.arrangement.Reshape;
import io.lossatlas.graph.operation.arrangement.Transpose;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.GraphDraft.Claim;
import io.lossatlas.onnx.constant.ConstantFolding;
import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Turns the nodes of an ONNX graph, one after the other, into nodes of a graph. Shapes are followed with a batch of an extent that
 * nothing else has, where the file leaves it open, so that the arithmetic of shapes can be done with numbers.
 */
final class Translation {
    /** The extent of an open batch: a prime beyond any layer's extents. */
    static final long OPEN_BATCH = 999_983;

    private final GraphDraft draft;
    private final long batch;
    private final long opset;
    private final Map<String, Integer> readers;
    private final Map<String, Value> values = new HashMap<>();
    private final Map<String, Activation> parameters = new HashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    /**
     * A translation that has no value yet.
     *
     * @param batch its extent
     * @param readers how often nodes read each value; outputs count as read
     */
    Translation(GraphDraft draft, long batch, long opset, Map<String, Integer> readers) {
        this.draft = draft;
        this.batch = batch;
        this.opset = opset;
        this.readers = readers;
    }

    GraphDraft draft() {
        return draft;
    }

    /** The extent of the batch. */
    long batch() {
        return batch;
    }

    /** The version of ONNX's operators. */
    long opset() {
        return opset;
    }

    /** Whether one node alone reads a value. */
    boolean isReadOnce(String name) {
        return readers.getOrDefault(name, 0) == 1;
    }

    /** What a user should know of how the file was understood. */
    Set<String> notes() {
        return notes;
    }

    Value value(String name) {
        return values.get(name);
    }

    void put(String name, Value value) {
        values.put(name, value);
    }

    /**
     * Turns a node whose inputs are known.
     *
     * @throws IllegalArgumentException saying what was expected and found
     */
    void read(OnnxNode node) {
        Optional<ConstantTensor> folded = folded(node);
        if (folded.isPresent()) {
            values.put(node.output(), new Known(folded.get()));
            return;
        }
        List<Value> made = Operators.of(node).read(new NodeReading(node, this));
        for (int n = 0; n < Math.min(made.size(), node.outputs().size()); n++) {
            values.put(node.outputs().get(n), made.get(n));
        }
    }

    private Optional<ConstantTensor> folded(OnnxNode node) {
        List<ConstantTensor> known = new ArrayList<>();
        for (String input : node.inputs()) {
            if (!(values.get(input) instanceof Known value)) {
                return Optional.empty();
            }
            known.add(value.tensor());
        }
        return makesBatch(node, known) ? Optional.empty() : ConstantFolding.fold(node, known);
    }

    /** Whether a node repeats constants for each example. */
    private boolean makesBatch(OnnxNode node, List<ConstantTensor> inputs) {
        return (node.operation().equals("ConstantOfShape") || node.operation().equals("Expand"))
                && !inputs.isEmpty()
                && hasOpenBatch(inputs.get(inputs.size() - 1));
    }

    private boolean hasOpenBatch(ConstantTensor shape) {
        return batch == OPEN_BATCH && Arrays.stream(shape.values()).anyMatch(extent -> extent == OPEN_BATCH);
    }

    /** The values of a constant or of an initializer that an operation reads as one. */
    ConstantTensor constant(Value value) {
        if (value instanceof Known known) {
            return known.tensor();
        } else if (value instanceof ParameterSource source && !source.transposed()) {
            return source.tensor().constant();
        }
        throw new IllegalArgumentException("expected a constant, found a value that is computed from images");
    }

    /** Any value as one that the graph computes. */
    Activation activation(Value value) {
        if (value instanceof Known known) {
            return constantValue(known.tensor());
        } else if (value instanceof ParameterSource source) {
            return parameterValue(source, Role.OTHER);
        }
        if (value instanceof Activation activation) {
            return activation;
        }
        throw new IllegalArgumentException("expected a value, found a sequence of values");
    }

    private Activation constantValue(ConstantTensor tensor) {
        ConstantTensor ranked = tensor.dims().length == 0 ? tensor.reshaped(1) : tensor;
        return constantValue("constant", BatchPlace.NONE.example(ranked.dims()), ranked, BatchPlace.NONE);
    }

    /** A constant as a value of a shape, rounded to float. */
    Activation constantValue(String name, TensorShape shape, ConstantTensor tensor, BatchPlace place) {
        double[] values =
                Arrays.stream(tensor.values()).map(value -> (float) value).toArray();
        return add(name, new Constant(shape, values), List.of(), place, List.of());
    }

    /** A parameter as a value; its shape is the file's but for the transposition that it may have passed. */
    Activation parameterValue(ParameterSource source, Role role) {
        Activation stored = parameters.computeIfAbsent(source.name() + " " + role.text(), key -> {
            TensorShape shape = BatchPlace.NONE.example(source.tensor().shape());
            return add(
                    source.name(),
                    new ParameterValue(shape, role),
                    List.of(),
                    BatchPlace.NONE,
                    List.of(new Claim(source, role)));
        });
        return source.transposed()
                ? add(
                        source.name(),
                        new Rearrange(new Transpose(List.of(1, 0))),
                        List.of(stored),
                        BatchPlace.NONE,
                        List.of())
                : stored;
    }

    /** Adds a node to the graph. */
    Activation add(String name, Op op, List<Activation> inputs, BatchPlace place, List<Claim> parameters) {
        String value =
                draft.add(name, op, inputs.stream().map(Activation::value).toList(), parameters);
        return new Activation(value, draft.shape(value), place);
    }

    /** The same values in other extents; what a reshaping before this one made of them is left out. */
    Activation reshape(String name, Activation from, TensorShape to, BatchPlace place) {
        String source = from.value();
        Optional<GraphDraft.Draft> maker = draft.maker(source);
        while (maker.isPresent() && Operators.isReshaping(maker.get().op())) {
            source = maker.get().inputs().get(0);
            maker = draft.maker(source);
        }
        Activation origin = new Activation(source, draft.shape(source), place);
        if (origin.shape().equals(to)) {
            return origin;
        }
        return add(
                name,
                to.isVector() ? new Flatten() : new Rearrange(new Reshape(to)),
                List.of(origin),
                place,
                List.of());
    }
}
