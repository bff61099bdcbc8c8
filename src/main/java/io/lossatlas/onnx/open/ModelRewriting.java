package io.lossatlas.onnx.open;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.onnx.file.ElementType;
import io.lossatlas.onnx.file.OnnxModel;
import io.lossatlas.onnx.file.OnnxModel.Declared;
import io.lossatlas.onnx.file.StoredTensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;

/**
 * Makes a model without its parameters of a file's: one input and one output of floats, a batch of one extent, the nodes that the
 * logits depend on, and each parameter a missing initializer of floats.
 */
final class ModelRewriting {
    private static final String OWN = "lossatlas/";

    /** The first version of the format in which an initializer is a constant unless it is an input too. */
    private static final long CONSTANT_INITIALIZERS = 4;

    private final OnnxModel model;
    private final ParameterLayout layout;
    private final ParameterReads reads;
    private final Map<String, Map<Role, String>> parameters = new LinkedHashMap<>();
    private final List<NodeProto> nodes = new ArrayList<>();

    ModelRewriting(OnnxModel model, ParameterLayout layout, ParameterReads reads) {
        this.model = model;
        this.layout = layout;
        this.reads = reads;
    }

    /**
     * Rewrites a message.
     *
     * @param needed its nodes on which the logits depend
     * @param extents of the input
     * @param logits name of what is to be the output
     */
    OpenModel rewrite(ModelProto message, List<NodeProto> needed, List<Long> extents, String logits)
            throws IOException {
        Declared input = model.inputs().get(0);
        List<String> initializers = initializers();
        boolean floats = input.type() == 0 || ElementType.of(input.type()) == ElementType.FLOAT;
        String images = floats ? input.name() : OWN + input.name();
        if (!floats) {
            nodes.add(cast(images, input.name(), input.type()));
        }
        needed.stream()
                .filter(node -> !parameters.containsKey(node.getOutput(0)))
                .map(this::renamed)
                .forEach(nodes::add);
        String output = OWN + "logits";
        nodes.add(cast(logits, output, TensorProto.DataType.FLOAT_VALUE));
        GraphProto.Builder graph = message.getGraph().toBuilder()
                .clearNode()
                .addAllNode(nodes)
                .clearInitializer()
                .addAllInitializer(constants(message))
                .clearInput()
                .addInput(value(images, extents))
                .clearOutput()
                .addOutput(value(output, List.of()))
                .clearValueInfo()
                .clearDocString();
        byte[] bytes = message.toBuilder()
                .setIrVersion(Math.max(message.getIrVersion(), CONSTANT_INITIALIZERS))
                .setGraph(graph)
                .build()
                .toByteArray();
        return new OpenModel(bytes, layout, initializers, images, extents, output);
    }

    /** Names the values of parameters, and adds what makes them of floats where they are of another type. */
    private List<String> initializers() {
        Map<String, Long> roles =
                layout.parameters().stream().collect(Collectors.groupingBy(Parameter::name, Collectors.counting()));
        List<String> initializers = new ArrayList<>();
        for (Parameter parameter : layout.parameters()) {
            String name = parameter.name();
            StoredTensor tensor = reads.tensor(name)
                    .orElseThrow(() -> new IllegalArgumentException(
                            "parameter %s: expected an initializer or what an Identity makes of one, found another value"
                                    .formatted(name)));
            String value = roles.get(name) == 1
                    ? name
                    : OWN + name + "/" + parameter.role().text();
            parameters.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(parameter.role(), value);
            boolean floats = tensor.type() == ElementType.FLOAT;
            initializers.add(floats ? value : OWN + "float/" + value);
            if (!floats) {
                nodes.add(cast(
                        initializers.get(initializers.size() - 1),
                        value,
                        tensor.type().number()));
            }
        }
        return initializers;
    }

    /** A node that reads parameters of several roles by their names. */
    private NodeProto renamed(NodeProto node) {
        NodeProto.Builder renamed = node.toBuilder();
        for (int index = 0; index < node.getInputCount(); index++) {
            Map<Role, String> values = parameters.get(node.getInput(index));
            if (values != null) {
                String first = values.values().iterator().next();
                renamed.setInput(index, values.getOrDefault(reads.role(node, index), first));
            }
        }
        return renamed.build();
    }

    /** Initializers that are no parameters, where a node reads them. */
    private List<TensorProto> constants(ModelProto message) throws IOException {
        Set<String> read = new HashSet<>();
        nodes.forEach(node -> read.addAll(NodeReads.of(node)));
        List<TensorProto> constants = new ArrayList<>();
        for (TensorProto tensor : message.getGraph().getInitializerList()) {
            if (read.contains(tensor.getName()) && !parameters.containsKey(tensor.getName())) {
                constants.add(model.initializers().get(tensor.getName()).embedded(tensor));
            }
        }
        return constants;
    }

    private static NodeProto cast(String from, String to, int type) {
        return NodeProto.newBuilder()
                .setOpType("Cast")
                .setName(OWN + "cast/" + to)
                .addInput(from)
                .addOutput(to)
                .addAttribute(AttributeProto.newBuilder()
                        .setName("to")
                        .setType(AttributeProto.AttributeType.INT)
                        .setI(type))
                .build();
    }

    private static ValueInfoProto value(String name, List<Long> extents) {
        TypeProto.Tensor.Builder type =
                TypeProto.Tensor.newBuilder().setElemTypeValue(TensorProto.DataType.FLOAT_VALUE);
        if (!extents.isEmpty()) {
            TensorShapeProto.Builder shape = TensorShapeProto.newBuilder();
            extents.forEach(extent ->
                    shape.addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
            type.setShape(shape);
        }
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder().setTensorType(type))
                .build();
    }
}
