package io.lossatlas.onnx.open;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.onnx.file.StoredTensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;

/**
 * What nodes read initializers as. The node says it that reads one directly or behind a transposition, a reshaping, a change of
 * type or an {@code Identity}; exporters keep equal initializers once and hand them on by {@code Identity}, whose output is a
 * parameter of its own name.
 */
final class ParameterReads {
    private static final Set<String> HANDING_ON =
            Set.of("Reshape", "Squeeze", "Unsqueeze", "Flatten", "Cast", "Identity");
    private static final Set<String> NORMALISING = Set.of(
            "LayerNormalization",
            "InstanceNormalization",
            "GroupNormalization",
            "RMSNormalization",
            "SimplifiedLayerNormalization");
    private static final Set<String> BEFORE_BIAS = Set.of("MatMul", "Einsum");
    private static final List<Role> BATCH_NORMALISATION =
            List.of(Role.OTHER, Role.BN_GAMMA, Role.BN_BETA, Role.BN_MEAN, Role.BN_VAR);

    private final Map<String, Role> inParts;
    private final Map<String, Source> sources = new HashMap<>();
    private final Map<String, NodeProto> makers = new HashMap<>();
    private final Map<String, List<Read>> reads = new LinkedHashMap<>();

    /** How a value comes of an initializer. */
    private enum Way {
        ITSELF,
        TRANSPOSED,
        RESHAPED
    }

    /**
     * An initializer behind a value.
     *
     * @param name the parameter's
     */
    private record Source(String name, StoredTensor tensor, Way way) {
        Source behind(Way next) {
            Way both = way == Way.ITSELF ? next : way == next && next == Way.TRANSPOSED ? Way.ITSELF : Way.RESHAPED;
            return new Source(name, tensor, both);
        }

        /** Whether a value is the parameter itself. */
        boolean isAt(String value) {
            return name.equals(value);
        }

        int rank() {
            return tensor.dims().size();
        }
    }

    /**
     * An initializer in a role.
     *
     * @param filterAxis the axis of its filters, as it is stored
     */
    private record Read(StoredTensor tensor, Role role, int filterAxis) {}

    /**
     * What these nodes read.
     *
     * @param nodes each after those that it reads
     * @param inParts roles of initializers in operations that the file has in parts
     */
    ParameterReads(List<NodeProto> nodes, Map<String, StoredTensor> initializers, Map<String, Role> inParts) {
        this.inParts = inParts;
        initializers.forEach((name, tensor) -> {
            if (tensor.isParameter()) {
                sources.put(name, new Source(name, tensor, Way.ITSELF));
            }
        });
        nodes.forEach(this::read);
    }

    private void read(NodeProto node) {
        node.getOutputList().forEach(output -> makers.put(output, node));
        Source first = node.getInputCount() == 0 ? null : sources.get(node.getInput(0));
        boolean transposes = node.getOpType().equals("Transpose");
        if (first != null && (transposes || HANDING_ON.contains(node.getOpType()))) {
            sources.put(node.getOutput(0), handedOn(node, first));
            return;
        }
        for (int index = 0; index < node.getInputCount(); index++) {
            Source source = sources.get(node.getInput(index));
            if (source != null) {
                add(source, found(node, index, source), source.isAt(node.getInput(index)));
            }
        }
        NodeReads.of(node).stream()
                .filter(name ->
                        sources.containsKey(name) && !node.getInputList().contains(name))
                .forEach(name ->
                        add(sources.get(name), new Read(sources.get(name).tensor(), Role.OTHER, 0), false));
    }

    private static Source handedOn(NodeProto node, Source first) {
        return switch (node.getOpType()) {
            case "Identity" ->
                first.isAt(node.getInput(0)) ? new Source(node.getOutput(0), first.tensor(), Way.ITSELF) : first;
            case "Cast" -> first.way() == Way.ITSELF ? first : first.behind(Way.RESHAPED);
            case "Transpose" -> first.behind(first.rank() == 2 ? Way.TRANSPOSED : Way.RESHAPED);
            default -> first.behind(Way.RESHAPED);
        };
    }

    /** Equal vectors that an exporter keeps once may be a shift here and a mean there; a matrix is one thing. */
    private void add(Source source, Read read, boolean itself) {
        List<Read> all = reads.computeIfAbsent(source.name(), name -> new ArrayList<>());
        boolean known = all.stream().anyMatch(each -> each.role() == read.role());
        if (all.isEmpty()) {
            all.add(read);
        } else if (all.size() == 1 && all.get(0).role() == Role.OTHER) {
            all.set(0, read);
        } else if (!known && read.role() != Role.OTHER && source.rank() == 1 && itself) {
            all.add(read);
        }
    }

    private Read found(NodeProto node, int index, Source source) {
        return switch (node.getOpType()) {
            case "Conv" -> layer(source, index == 1, Role.CONV, 0, index == 2);
            case "ConvTranspose" -> layer(source, index == 1, Role.CONV, 1, index == 2);
            case "Gemm" -> layer(source, index < 2, Role.DENSE, gemmAxis(node, index), index == 2);
            case "MatMul" ->
                layer(source, source.rank() > 1, Role.DENSE, source.rank() - 1 - (index == 0 ? 1 : 0), false);
            case "BatchNormalization" -> plain(source, BATCH_NORMALISATION.get(Math.min(index, 4)));
            case "Gather" -> plain(source, index == 0 ? Role.EMBEDDING : Role.OTHER);
            case "Add" -> plain(source, source.rank() == 1 && isBias(node, 1 - index) ? Role.BIAS : inParts(source));
            default -> plain(source, NORMALISING.contains(node.getOpType()) ? normalisation(index) : inParts(source));
        };
    }

    private Role inParts(Source source) {
        return inParts.getOrDefault(source.name(), Role.OTHER);
    }

    private static Role normalisation(int index) {
        return index == 1 ? Role.NORM_SCALE : index == 2 ? Role.NORM_SHIFT : Role.OTHER;
    }

    private static Read plain(Source source, Role role) {
        return new Read(source.tensor(), role, 0);
    }

    private static Read layer(Source source, boolean weights, Role role, int axis, boolean bias) {
        if (!weights || source.rank() < 2) {
            return plain(source, bias ? Role.BIAS : Role.OTHER);
        }
        return new Read(
                source.tensor(),
                role,
                switch (source.way()) {
                    case ITSELF -> axis;
                    case TRANSPOSED -> 1 - axis;
                    case RESHAPED -> 0;
                });
    }

    private static int gemmAxis(NodeProto node, int index) {
        boolean second = index == 1;
        boolean turned = node.getAttributeList().stream()
                .filter(attribute -> attribute.getName().equals(second ? "transB" : "transA"))
                .mapToLong(AttributeProto::getI)
                .anyMatch(value -> value != 0);
        return second == turned ? 0 : 1;
    }

    private boolean isBias(NodeProto node, int other) {
        return node.getInputCount() == 2
                && Optional.ofNullable(makers.get(node.getInput(other)))
                        .filter(maker -> BEFORE_BIAS.contains(maker.getOpType()))
                        .isPresent();
    }

    /** The parameters in the order in which nodes read them. */
    ParameterLayout layout() {
        List<Parameter> parameters = new ArrayList<>();
        int[] end = {0};
        reads.forEach((name, roles) -> {
            for (Read read : roles) {
                List<Integer> shape =
                        read.tensor().dims().stream().map(Math::toIntExact).toList();
                Parameter parameter = new Parameter(name, read.role(), shape, end[0], read.filterAxis());
                end[0] = parameter.end();
                parameters.add(parameter);
            }
        });
        return new ParameterLayout(parameters);
    }

    /** The tensor of a parameter's name, if it is an initializer or one that an {@code Identity} hands on. */
    Optional<StoredTensor> tensor(String name) {
        return Optional.ofNullable(sources.get(name))
                .filter(source -> source.isAt(name))
                .map(Source::tensor);
    }

    /** The role in which a node reads a parameter itself. */
    Role role(NodeProto node, int index) {
        Source source = sources.get(node.getInput(index));
        return source == null ? Role.OTHER : found(node, index, source).role();
    }
}
