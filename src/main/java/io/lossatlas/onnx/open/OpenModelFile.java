package io.lossatlas.onnx.open;

import io.lossatlas.config.LossKind;
import io.lossatlas.config.RefusedException;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.file.LogitsSearch;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import onnx.Onnx.NodeProto;

/** Reads ONNX files as models whose parameters can be set, without regard to what their operations mean. */
public final class OpenModelFile {
    private final String source;
    private final OnnxModelFile.Content content;
    private final TensorShape example;
    private final List<String> notes = new ArrayList<>();

    private OpenModelFile(String source, OnnxModelFile.Content content, TensorShape example) {
        this.source = source;
        this.content = content;
        this.example = example;
    }

    private static OpenModelFile open(Path file, TensorShape example) {
        try {
            return new OpenModelFile(file.toString(), OnnxModelFile.content(file), example);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    private static RefusedException unreadable(String source, IOException e) {
        return OnnxRefusal.of(source, "cannot be read: " + e.getMessage(), e);
    }

    /**
     * Reads a network of any operations: every initializer of floats on which the logits depend is a parameter, in the order in which
     * nodes read them, of the role that the node gives it.
     *
     * @param example shape of an image; its values are laid out on whatever axes the file declares
     * @param classes number of the logits, which tells them from other outputs
     * @throws RefusedException naming the file, what was expected and what was found
     */
    public static OpenNetwork network(Path file, TensorShape example, int classes) {
        return network(file, example, classes, LossKind.CROSS_ENTROPY);
    }

    /**
     * Reads a network of any operations, likewise.
     *
     * @param count number of the values that the loss is of
     * @param loss what is computed of them: cross-entropy of logits, which are looked for behind a last {@code LogSoftmax}
     * @throws RefusedException naming the file, what was expected and what was found
     */
    public static OpenNetwork network(Path file, TensorShape example, int count, LossKind loss) {
        OpenModelFile opened = open(file, example);
        try {
            return opened.network(count, loss);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw OnnxRefusal.of(opened.source, e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(opened.source, e);
        }
    }

    /**
     * Reads a model whose parameters are known.
     *
     * @param layout parameters by the names of initializers, or of what an {@code Identity} makes of them
     * @param logits name of the value that is the output
     * @throws RefusedException naming the file, what was expected and what was found
     */
    public static OpenModel model(Path file, TensorShape example, ParameterLayout layout, String logits) {
        OpenModelFile opened = open(file, example);
        try {
            List<NodeProto> nodes = opened.needed(logits);
            return opened.model(layout, opened.reads(nodes), nodes, logits);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw OnnxRefusal.of(opened.source, e.getMessage(), e);
        } catch (IOException e) {
            throw unreadable(opened.source, e);
        }
    }

    private OpenNetwork network(int classes, LossKind loss) throws IOException {
        OnnxModel model = content.model();
        String logits = logits(classes, loss);
        List<NodeProto> nodes = needed(logits);
        ParameterReads reads = reads(nodes);
        ParameterLayout layout = reads.layout();
        if (layout.parameters().isEmpty()) {
            throw new IllegalArgumentException("expected initializers of floats that the logits depend on, found none");
        }
        List<StoredTensor> tensors = layout.parameters().stream()
                .map(Parameter::name)
                .map(name -> reads.tensor(name).orElseThrow())
                .toList();
        return new OpenNetwork(
                model(layout, reads, nodes, logits), ParameterValues.read(layout, tensors), model.opset(), notes);
    }

    /** The one output; of several the one that is called so, or else has an extent for each class. */
    private String logits(int classes, LossKind loss) {
        OnnxModel model = content.model();
        List<String> candidates = new ArrayList<>();
        List<String> called = new ArrayList<>();
        List<String> extended = new ArrayList<>();
        LogitsSearch search = new LogitsSearch(model.nodes(), loss, notes::add);
        for (Declared output : model.outputs()) {
            String logits = search.logits(List.of(output)).get(0);
            boolean fits = output.dims() != null && output.dims().length == 2 && output.dims()[1] == classes;
            candidates.add(logits);
            if (logits.contains("logits") || logits.contains("output")) {
                called.add(logits);
            }
            if (fits) {
                extended.add(logits);
            }
        }
        for (List<String> some : List.of(candidates, extended, called)) {
            if (some.stream().distinct().count() == 1) {
                return some.get(0);
            }
        }
        throw new IllegalArgumentException("expected one output [batch, %d], the %s, found %s"
                .formatted(
                        classes,
                        LogitsSearch.wanted(loss),
                        candidates.isEmpty() ? "none" : String.join(", ", candidates)));
    }

    private List<NodeProto> needed(String logits) {
        return NodeReads.needed(content.message().getGraph().getNodeList(), logits);
    }

    private ParameterReads reads(List<NodeProto> nodes) {
        return new ParameterReads(nodes, content.model().initializers(), inParts());
    }

    /** Scales and shifts of layer normalisations that an exporter wrote in parts. */
    private Map<String, Role> inParts() {
        OnnxModel model = content.model();
        Map<String, Integer> readers = new HashMap<>();
        model.nodes().forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        model.outputs().forEach(output -> readers.merge(output.name(), 1, Integer::sum));
        Map<String, Role> roles = new HashMap<>();
        for (OnnxNode node : WholeOperations.of(model.nodes(), model.initializers(), readers)) {
            if (node.operation().equals("LayerNormalization")) {
                node.input(1).ifPresent(name -> roles.put(name, Role.NORM_SCALE));
                node.input(2).ifPresent(name -> roles.put(name, Role.NORM_SHIFT));
            }
        }
        return roles;
    }

    private OpenModel model(ParameterLayout layout, ParameterReads reads, List<NodeProto> nodes, String logits)
            throws IOException {
        List<Declared> inputs = content.model().inputs();
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("expected one input, the images, found %d: %s"
                    .formatted(
                            inputs.size(), inputs.stream().map(Declared::name).collect(Collectors.joining(", "))));
        }
        return new ModelRewriting(content.model(), layout, reads)
                .rewrite(content.message(), nodes, InputExtents.of(inputs.get(0), example), logits);
    }
}
