package io.lossatlas.onnx;

import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.file.LogitsSearch;
import io.lossatlas.onnx.file.NodeOrder;
import io.lossatlas.onnx.file.OnnxModel;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import io.lossatlas.onnx.file.OnnxModelFile;
import io.lossatlas.onnx.file.OnnxNode;
import io.lossatlas.onnx.file.OnnxRefusal;
import io.lossatlas.onnx.file.ParameterValues;
import io.lossatlas.onnx.file.StoredTensor;
import io.lossatlas.onnx.pattern.WholeOperations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads a network from an ONNX file, whoever wrote it. */
public final class OnnxReader {
    /** Most parameters that a network may have: a flat vector of them has two GiB. */
    static final long MOST_PARAMETERS = 1L << 29;

    private final String source;
    private final OnnxModel model;
    private final LossKind loss;
    private final List<String> notes = new ArrayList<>();

    private OnnxReader(String source, OnnxModel model, LossKind loss) {
        this.loss = loss;
        this.source = source;
        this.model = model;
    }

    /**
     * Reads a file.
     *
     * @param example shape of what the network reads; must agree with what the file says, and says what it leaves open
     * @throws RefusedException naming the file and node, what was expected and what was found
     */
    public static OnnxNetwork read(Path file, TensorShape example) {
        return read(file, example, LossKind.CROSS_ENTROPY);
    }

    /**
     * Reads a file.
     *
     * @param example shape of what the network reads; must agree with what the file says, and says what it leaves open
     * @param loss what is computed of its outputs: cross-entropy of logits, which are looked for behind a last {@code LogSoftmax}
     * @throws RefusedException naming the file and node, what was expected and what was found
     */
    public static OnnxNetwork read(Path file, TensorShape example, LossKind loss) {
        return read(file, Optional.of(example), loss);
    }

    /**
     * Reads a file that says itself what the network reads.
     *
     * @throws RefusedException naming the file and node, what was expected and what was found
     */
    public static OnnxNetwork read(Path file) {
        return read(file, LossKind.CROSS_ENTROPY);
    }

    /**
     * Reads a file that says itself what the network reads.
     *
     * @param loss what is computed of its outputs
     * @throws RefusedException naming the file and node, what was expected and what was found
     */
    public static OnnxNetwork read(Path file, LossKind loss) {
        return read(file, Optional.empty(), loss);
    }

    private static OnnxNetwork read(Path file, Optional<TensorShape> example, LossKind loss) {
        try {
            return new OnnxReader(file.toString(), OnnxModelFile.read(file), loss).network(name(file), example);
        } catch (IOException e) {
            throw OnnxRefusal.of(file.toString(), "cannot be read: " + e.getMessage(), e);
        }
    }

    private static String name(Path file) {
        String name = file.getFileName().toString();
        return name.lastIndexOf('.') > 0 ? name.substring(0, name.lastIndexOf('.')) : name;
    }

    private OnnxNetwork network(String name, Optional<TensorShape> example) throws IOException {
        try {
            requireParameters();
            return translated(name, example);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw OnnxRefusal.of(source, e.getMessage(), e);
        }
    }

    private void requireParameters() {
        long parameters = model.initializers().values().stream()
                .filter(StoredTensor::isReal)
                .mapToLong(StoredTensor::size)
                .sum();
        if (parameters > MOST_PARAMETERS) {
            throw new IllegalArgumentException(
                    "expected at most %d parameters, found %d".formatted(MOST_PARAMETERS, parameters));
        }
    }

    private OnnxNetwork translated(String name, Optional<TensorShape> example) throws IOException {
        List<String> outputs = new LogitsSearch(model.nodes(), loss, notes::add).logits(model.outputs());
        List<OnnxNode> nodes = ordered(outputs);
        requireKnown(nodes);
        Declared input = input();
        InputShape shape = InputShape.of(input, example);
        GraphDraft draft = new GraphDraft(shape.example());
        Translation translation = new Translation(draft, shape.batch(), model.opset(), readers(nodes, outputs));
        translation.put(input.name(), shape.images(translation));
        initializers(nodes).forEach(translation::put);
        nodes.forEach(node -> read(node, translation));
        Map.Entry<String, Activation> logits = logits(outputs, translation);
        GraphDraft.Built built = draft.build(logits.getValue().value());
        notes.addAll(translation.notes());
        noteUnread(built);
        return new OnnxNetwork(
                name,
                built.graph(),
                ParameterValues.read(built.graph().layout(), built.sources()),
                logits.getKey(),
                model.opset(),
                notes);
    }

    private List<OnnxNode> ordered(List<String> outputs) {
        Set<String> given = new HashSet<>(model.initializers().keySet());
        model.inputs().forEach(input -> given.add(input.name()));
        List<OnnxNode> nodes = NodeOrder.of(model.nodes(), given, outputs);
        List<OnnxNode> whole = WholeOperations.of(nodes, model.initializers(), readers(nodes, outputs));
        return NodeOrder.of(whole, given, outputs);
    }

    private static Map<String, Integer> readers(List<OnnxNode> nodes, List<String> outputs) {
        Map<String, Integer> readers = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        outputs.forEach(output -> readers.merge(output, 1, Integer::sum));
        return readers;
    }

    private static void requireKnown(List<OnnxNode> nodes) {
        List<String> unknown = nodes.stream()
                .filter(node -> !Operators.isKnown(node.operation()))
                .map(node -> "%s (%s)".formatted(node.name(), node.operation()))
                .toList();
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "expected operations that LossAtlas knows, found %d others: %s; export the network without them, or map it by surface.engine = onnxruntime"
                            .formatted(unknown.size(), String.join(", ", unknown)));
        }
    }

    private Declared input() {
        if (model.inputs().size() != 1) {
            throw new IllegalArgumentException("expected one input, the images, found %d: %s"
                    .formatted(
                            model.inputs().size(),
                            model.inputs().stream().map(Declared::name).collect(Collectors.joining(", "))));
        }
        return model.inputs().get(0);
    }

    /** Floats with extents are parameters; what else initializers hold are constants. */
    private Map<String, Value> initializers(List<OnnxNode> nodes) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (OnnxNode node : nodes) {
            for (String name : node.inputs()) {
                StoredTensor stored = model.initializers().get(name);
                if (stored != null && !values.containsKey(name)) {
                    values.put(
                            name,
                            stored.isParameter()
                                    ? new ParameterSource(name, stored, false)
                                    : new Known(stored.constant()));
                }
            }
        }
        return values;
    }

    private static void read(OnnxNode node, Translation translation) {
        try {
            translation.read(node);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IllegalArgumentException(
                    "node %s, a %s: %s".formatted(node.name(), node.operation(), e.getMessage()), e);
        }
    }

    /** The one output that is {@code [batch, classes]}; of several the one that is called so. */
    private Map.Entry<String, Activation> logits(List<String> outputs, Translation translation) {
        Map<String, Activation> candidates = new LinkedHashMap<>();
        for (String output : outputs) {
            if (translation.value(output) instanceof Activation value
                    && value.place().equals(BatchPlace.at(0))
                    && value.shape().isVector()) {
                candidates.put(output, value);
            }
        }
        if (candidates.size() > 1) {
            candidates.keySet().removeIf(output -> !output.contains("logits") && !output.contains("output"));
        }
        if (candidates.size() != 1) {
            throw new IllegalArgumentException("expected one output [batch, %s], the %s, found: "
                            .formatted(loss == LossKind.MSE ? "outputs" : "classes", LogitsSearch.wanted(loss))
                    + outputs.stream()
                            .map(output -> "%s %s".formatted(output, extents(translation.value(output))))
                            .collect(Collectors.joining(", ")));
        }
        return candidates.entrySet().iterator().next();
    }

    private static String extents(Value value) {
        return value instanceof Activation activation
                ? "of examples [%s] with the batch on axis %d"
                        .formatted(activation.shape(), activation.place().axis())
                : "that does not depend on images";
    }

    private void noteUnread(GraphDraft.Built built) {
        Set<String> read = built.sources().stream().map(StoredTensor::name).collect(Collectors.toSet());
        long unread = model.initializers().values().stream()
                .filter(each -> each.isReal() && !each.dims().isEmpty() && !read.contains(each.name()))
                .count();
        if (unread > 0) {
            notes.add("%d initializers that are no parameters of the logits are left out".formatted(unread));
        }
    }
}
