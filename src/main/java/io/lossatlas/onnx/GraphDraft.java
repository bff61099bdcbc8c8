package io.lossatlas.onnx;

import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.operation.ParameterValue;
import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.Role;
import io.lossatlas.graph.shape.TensorShape;
import io.lossatlas.onnx.file.StoredTensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A graph in the making: nodes whose parameters have names and not yet a place, some of which nothing will read. */
final class GraphDraft {
    private final TensorShape input;
    private final Map<String, Draft> drafts = new LinkedHashMap<>();
    private final Map<String, TensorShape> shapes = new HashMap<>();

    /**
     * A node in the making.
     *
     * @param parameters in the order of {@link Op#parameters}
     */
    record Draft(String name, Op op, List<String> inputs, List<Claim> parameters) {}

    /** An initializer that a node reads in a role. */
    record Claim(ParameterSource source, Role role) {
        private Key key() {
            return new Key(source.name(), role);
        }
    }

    /** What is unique of a parameter. */
    private record Key(String name, Role role) {}

    /** A graph and where the values of its parameters come from, in the order of the layout. */
    record Built(Graph graph, List<StoredTensor> sources) {}

    GraphDraft(TensorShape input) {
        this.input = input;
        shapes.put(Graph.INPUT, input);
    }

    /**
     * Adds a node and gives its name, which is the wanted one, or like it where that is taken.
     *
     * @throws IllegalArgumentException where the operation does not take these inputs
     */
    String add(String wanted, Op op, List<String> inputs, List<Claim> parameters) {
        List<TensorShape> read = inputs.stream().map(shapes::get).toList();
        TensorShape shape = op.output(read);
        requireShapes(op.parameters(read), parameters);
        Math.multiplyExact(shape.size(), Float.BYTES);
        String name = wanted;
        for (int n = 2; shapes.containsKey(name); n++) {
            name = wanted + "/" + n;
        }
        shapes.put(name, shape);
        drafts.put(name, new Draft(name, op, List.copyOf(inputs), List.copyOf(parameters)));
        return name;
    }

    private static void requireShapes(List<ParameterShape> expected, List<Claim> found) {
        for (int n = 0; n < found.size(); n++) {
            StoredTensor tensor = found.get(n).source().tensor();
            List<Long> extents =
                    expected.get(n).extents().stream().map(Integer::longValue).toList();
            if (!extents.equals(tensor.dims())) {
                throw new IllegalArgumentException("expected %s, found %s".formatted(expected.get(n), tensor));
            }
        }
    }

    /** Gives a node one more parameter. */
    void claim(String name, Claim claim) {
        Draft draft = drafts.get(name);
        List<Claim> parameters = new ArrayList<>(draft.parameters());
        parameters.add(claim);
        drafts.put(name, new Draft(name, draft.op(), draft.inputs(), parameters));
    }

    /** The node that makes a value; none makes the images. */
    Optional<Draft> maker(String value) {
        return Optional.ofNullable(drafts.get(value));
    }

    TensorShape shape(String value) {
        return shapes.get(value);
    }

    /** The graph of the nodes on which an output depends. */
    Built build(String output) {
        Set<String> needed = needed(output);
        Map<String, Role> roles = roles(needed);
        Map<Key, Parameter> parameters = new LinkedHashMap<>();
        List<StoredTensor> sources = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        int end = 0;
        for (Draft each : drafts.values()) {
            if (!needed.contains(each.name())) {
                continue;
            }
            Draft draft = inRole(each, roles);
            List<ParameterShape> expected = draft.op()
                    .parameters(draft.inputs().stream().map(shapes::get).toList());
            List<Parameter> own = new ArrayList<>();
            for (int n = 0; n < draft.parameters().size(); n++) {
                Claim claim = draft.parameters().get(n);
                Parameter parameter = parameters.get(claim.key());
                if (parameter == null) {
                    parameter = parameter(claim, expected.get(n), end);
                    end = parameter.end();
                    parameters.put(claim.key(), parameter);
                    sources.add(claim.source().tensor());
                }
                own.add(parameter);
            }
            nodes.add(new Node(draft.name(), draft.op(), draft.inputs(), own));
        }
        ParameterLayout layout = new ParameterLayout(List.copyOf(parameters.values()));
        return new Built(new Graph(input, layout, nodes, output), sources);
    }

    private static Parameter parameter(Claim claim, ParameterShape shape, int offset) {
        return new Parameter(claim.source().name(), claim.role(), shape.extents(), offset, shape.filterAxis());
    }

    /** The role of each initializer; nodes that read one as more than a value decide. */
    private Map<String, Role> roles(Set<String> needed) {
        Map<String, Role> roles = new HashMap<>();
        List<Draft> values = new ArrayList<>();
        for (Draft draft : drafts.values()) {
            if (!needed.contains(draft.name())) {
                continue;
            }
            if (draft.op() instanceof ParameterValue) {
                values.add(draft);
            } else {
                draft.parameters().forEach(claim -> decide(roles, claim));
            }
        }
        for (Draft value : values) {
            Claim claim = value.parameters().get(0);
            roles.merge(claim.source().name(), claim.role(), (one, other) -> one == Role.OTHER ? other : one);
        }
        return roles;
    }

    /** Equal vectors that an exporter keeps once may be a shift here and a mean there; a matrix is one thing. */
    private static void decide(Map<String, Role> roles, Claim claim) {
        Role before = roles.putIfAbsent(claim.source().name(), claim.role());
        if (before != null
                && before != claim.role()
                && claim.source().tensor().dims().size() > 1) {
            throw new IllegalArgumentException("initializer %s: expected one role, found %s and %s"
                    .formatted(
                            claim.source().name(), before.text(), claim.role().text()));
        }
    }

    /** A parameter that is read as a value too is what the other nodes say it is: the two are tied. */
    private static Draft inRole(Draft draft, Map<String, Role> roles) {
        if (!(draft.op() instanceof ParameterValue value)) {
            return draft;
        }
        ParameterSource source = draft.parameters().get(0).source();
        Role role = roles.getOrDefault(source.name(), value.role());
        return new Draft(
                draft.name(),
                new ParameterValue(value.shape(), role),
                draft.inputs(),
                List.of(new Claim(source, role)));
    }

    private Set<String> needed(String output) {
        Set<String> needed = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(output));
        while (!left.isEmpty()) {
            Draft draft = drafts.get(left.pop());
            if (draft != null && needed.add(draft.name())) {
                left.addAll(draft.inputs());
            }
        }
        return needed;
    }
}
