package io.lossatlas.onnx.file;

import io.lossatlas.config.RefusedException;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * Reads an ONNX file as protobuf (<a href="https://github.com/onnx/onnx/blob/main/docs/IR.md">format</a>). Anyone may have written
 * it: it is as large as protobuf allows at most, has as many messages as memory holds, and every tensor as many values as its
 * extents say, before any is decoded.
 */
public final class OnnxModelFile {
    /** The first version of ONNX's operators that is read. */
    public static final long FIRST_OPSET = 11;

    /** The last version whose operators are known to mean what is read here. */
    public static final long LAST_OPSET = 25;

    private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

    private final DataFolder folder;

    /**
     * What a file holds.
     *
     * @param message as it was parsed
     * @param model the same, checked
     */
    public record Content(ModelProto message, OnnxModel model) {}

    private OnnxModelFile(DataFolder folder) {
        this.folder = folder;
    }

    /**
     * Reads a file.
     *
     * @throws RefusedException naming file and node or tensor, what was expected and what was found
     * @throws IOException where it cannot be read
     */
    public static OnnxModel read(Path file) throws IOException {
        return content(file).model();
    }

    /**
     * Reads a file and keeps its message.
     *
     * @throws RefusedException naming file and node or tensor, what was expected and what was found
     * @throws IOException where it cannot be read
     */
    public static Content content(Path file) throws IOException {
        String source = file.toString();
        if (!Files.isRegularFile(file)) {
            throw new RefusedException("%s: expected an ONNX file, found %s"
                    .formatted(source, Files.exists(file) ? "something else" : "none"));
        }
        long length = Files.size(file);
        if (length > MOST_BYTES) {
            throw new RefusedException(
                    "%s: expected at most %d bytes, the most of protobuf, found %d; weights can lie beside the graph as external data"
                            .formatted(source, MOST_BYTES, length));
        }
        byte[] bytes = Files.readAllBytes(file);
        try {
            MessageCounts.require(bytes);
            ModelProto message = ModelProto.parseFrom(bytes);
            return new Content(message, new OnnxModelFile(DataFolder.of(file)).model(message));
        } catch (InvalidProtocolBufferException e) {
            throw OnnxRefusal.of(source, "expected an ONNX model, found bytes that are none, or are cut short", e);
        } catch (IllegalArgumentException e) {
            throw OnnxRefusal.of(source, e.getMessage(), e);
        }
    }

    private OnnxModel model(ModelProto proto) throws IOException {
        if (!proto.hasGraph() || proto.getGraph().getNodeCount() == 0) {
            throw new IllegalArgumentException("expected an ONNX model with a graph of nodes, found none");
        }
        GraphProto graph = proto.getGraph();
        Map<String, StoredTensor> initializers = new LinkedHashMap<>();
        for (TensorProto tensor : graph.getInitializerList()) {
            String name = tensor.getName();
            if (name.isEmpty() || name.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("initializer '%s': expected a name in one line".formatted(name));
            }
            if (initializers.put(name, stored("initializer " + name, name, tensor)) != null) {
                throw new IllegalArgumentException("two initializers are called " + name);
            }
        }
        List<Declared> inputs = declared(graph.getInputList());
        inputs.removeIf(input -> initializers.containsKey(input.name()));
        List<OnnxNode> nodes = nodes(graph.getNodeList());
        requireNamesOnce(nodes, inputs, initializers.keySet());
        return new OnnxModel(opset(proto), nodes, initializers, inputs, declared(graph.getOutputList()));
    }

    private static long opset(ModelProto proto) {
        long found = 0;
        for (OperatorSetIdProto set : proto.getOpsetImportList()) {
            if (isOwn(set.getDomain())) {
                found = Math.max(found, set.getVersion());
            }
        }
        if (found < FIRST_OPSET || found > LAST_OPSET) {
            throw new IllegalArgumentException("expected ONNX's operators of version %d to %d, found version %d"
                    .formatted(FIRST_OPSET, LAST_OPSET, found));
        }
        return found;
    }

    private static boolean isOwn(String domain) {
        return domain.isEmpty() || domain.equals("ai.onnx");
    }

    private List<OnnxNode> nodes(List<NodeProto> protos) throws IOException {
        List<OnnxNode> nodes = new ArrayList<>();
        for (NodeProto proto : protos) {
            if (proto.getOutputCount() == 0) {
                throw new IllegalArgumentException(
                        "node %s, a %s: expected an output, found none".formatted(proto.getName(), proto.getOpType()));
            }
            String name = proto.getName().isEmpty() ? proto.getOutput(0) : proto.getName();
            String operation =
                    isOwn(proto.getDomain()) ? proto.getOpType() : proto.getDomain() + "." + proto.getOpType();
            Map<String, Object> attributes = new HashMap<>();
            for (AttributeProto attribute : proto.getAttributeList()) {
                String what = "node %s, a %s: attribute %s".formatted(name, operation, attribute.getName());
                if (attributes.put(attribute.getName(), attribute(what, attribute)) != null) {
                    throw new IllegalArgumentException(what + ": given twice");
                }
            }
            nodes.add(new OnnxNode(name, operation, proto.getInputList(), proto.getOutputList(), attributes));
        }
        return nodes;
    }

    /** The value of an attribute; of a kind that no operation here has, its kind. */
    private Object attribute(String what, AttributeProto proto) throws IOException {
        return switch (proto.getType()) {
            case FLOAT -> proto.getF();
            case INT -> proto.getI();
            case STRING -> proto.getS().toStringUtf8();
            case TENSOR -> constant(what, proto.getT());
            case FLOATS -> List.copyOf(proto.getFloatsList());
            case INTS -> List.copyOf(proto.getIntsList());
            case UNDEFINED, GRAPH, STRINGS, TENSORS, GRAPHS, UNRECOGNIZED -> proto.getType();
        };
    }

    private Object constant(String what, TensorProto proto) throws IOException {
        StoredTensor stored = stored(what, what, proto);
        try {
            return stored.constant();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(what, e.getMessage()), e);
        }
    }

    private StoredTensor stored(String what, String name, TensorProto proto) throws IOException {
        try {
            return StoredTensor.of(name, proto, folder);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s: %s".formatted(what, e.getMessage()), e);
        }
    }

    private static List<Declared> declared(List<ValueInfoProto> values) {
        List<Declared> declared = new ArrayList<>();
        for (ValueInfoProto value : values) {
            boolean shaped = value.getType().hasTensorType()
                    && value.getType().getTensorType().hasShape();
            long[] dims = shaped ? dims(value.getType().getTensorType().getShape()) : null;
            declared.add(new Declared(
                    value.getName(), value.getType().getTensorType().getElemTypeValue(), dims));
        }
        return declared;
    }

    private static long[] dims(TensorShapeProto shape) {
        return shape.getDimList().stream()
                .mapToLong(dim -> dim.getValueCase() == TensorShapeProto.Dimension.ValueCase.DIM_VALUE
                        ? dim.getDimValue()
                        : OnnxModel.OPEN)
                .toArray();
    }

    private static void requireNamesOnce(List<OnnxNode> nodes, List<Declared> inputs, Set<String> initializers) {
        Set<String> names = new HashSet<>(initializers);
        inputs.forEach(input -> requireNew(names, input.name()));
        nodes.stream()
                .flatMap(node -> node.outputs().stream())
                .filter(name -> !name.isEmpty())
                .forEach(name -> requireNew(names, name));
    }

    private static void requireNew(Set<String> names, String name) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("two values are called " + name);
        }
    }
}
