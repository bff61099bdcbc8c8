package io.lossatlas.graph;

import io.lossatlas.graph.shape.ParameterShape;
import io.lossatlas.graph.shape.TensorShape;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a graph whose shapes fit must fulfil beside. */
record GraphCheck(ParameterLayout layout, List<Node> nodes, String output) {

    void check(Map<String, TensorShape> shapes) {
        if (!shapes.containsKey(output) || output.equals(Graph.INPUT)) {
            throw new IllegalArgumentException("no node makes the output " + output);
        }
        if (!shapes.get(output).isVector()) {
            throw new IllegalArgumentException(
                    "the output %s: expected logits [classes], found %s".formatted(output, shapes.get(output)));
        }
        everyValueIsRead();
        Set<Parameter> known = new HashSet<>(layout.parameters());
        Set<Parameter> unused = new HashSet<>(known);
        for (Node node : nodes) {
            parameters(node, Graph.read(node, shapes));
            for (Parameter parameter : node.parameters()) {
                unused.remove(parameter);
                if (!known.contains(parameter)) {
                    throw refused(
                            node,
                            "has a %s that is not in the layout"
                                    .formatted(parameter.role().text()));
                }
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalArgumentException("no node has the parameters " + unused);
        }
    }

    private void everyValueIsRead() {
        Set<String> read =
                nodes.stream().flatMap(node -> node.inputs().stream()).collect(Collectors.toSet());
        for (Node node : nodes) {
            if (!node.name().equals(output) && !read.contains(node.name())) {
                throw refused(node, "is read by no node and is not the output");
            }
        }
        if (read.contains(output)) {
            throw new IllegalArgumentException("the output %s is read by a node".formatted(output));
        }
    }

    private static void parameters(Node node, List<TensorShape> inputs) {
        List<ParameterShape> expected = node.op().parameters(inputs);
        List<ParameterShape> found = node.parameters().stream()
                .map(parameter -> new ParameterShape(parameter.role(), parameter.shape(), parameter.filterAxis()))
                .toList();
        boolean fits = found.size() >= node.op().required()
                && found.size() <= expected.size()
                && found.equals(expected.subList(0, found.size()));
        if (!fits) {
            throw refused(
                    node,
                    "expected the parameters %s, the first %d at least, found %s"
                            .formatted(expected, node.op().required(), found));
        }
    }

    static IllegalArgumentException refused(Node node, String why) {
        return refused(node, why, null);
    }

    static IllegalArgumentException refused(Node node, String why, Exception cause) {
        return new IllegalArgumentException(
                "node %s, a %s: %s".formatted(node.name(), node.op().title(), why), cause);
    }
}
