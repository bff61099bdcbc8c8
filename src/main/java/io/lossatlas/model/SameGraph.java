package io.lossatlas.model;

import io.lossatlas.config.RefusedException;
import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Graph;
import io.lossatlas.graph.Node;
import io.lossatlas.graph.operation.BatchNorm;
import io.lossatlas.graph.operation.Op;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;

/** Holds the graph of a stranger's DL4J model against a variant's: what it computes from an image, not how it was trained. */
final class SameGraph {
    private SameGraph() {}

    /**
     * Checks that both compute the same logits from the same parameters.
     *
     * @throws RefusedException naming the first node that differs
     */
    static void require(Graph expected, ComputationGraphConfiguration found, ImageShape images, String source) {
        Map<String, String> own = described(expected);
        Map<String, String> others = described(read(found, images, source));
        Set<String> names = new TreeSet<>(own.keySet());
        names.addAll(others.keySet());
        for (String name : names) {
            String wanted = own.getOrDefault(name, "none");
            String other = others.getOrDefault(name, "none");
            if (!wanted.equals(other)) {
                throw refused(source, "%s: expected %s, found %s".formatted(name, wanted, other), null);
            }
        }
    }

    private static Graph read(ComputationGraphConfiguration configuration, ImageShape images, String source) {
        try {
            return ConfigurationReader.read(configuration, images);
        } catch (IllegalArgumentException e) {
            throw refused(source, e.getMessage(), e);
        }
    }

    private static RefusedException refused(String source, String why, Throwable cause) {
        return new RefusedException("%s: %s: %s".formatted(source, ModelFile.CONFIGURATION, why), cause);
    }

    private static Map<String, String> described(Graph graph) {
        Map<String, String> nodes = new HashMap<>();
        graph.nodes().forEach(node -> nodes.put(node.name(), described(node)));
        nodes.put("output", graph.output());
        return nodes;
    }

    /** Everything about a node that its value follows from: not the decay of running statistics, which training alone uses. */
    private static String described(Node node) {
        Op op = node.op() instanceof BatchNorm norm ? new BatchNorm(norm.epsilon(), 0) : node.op();
        String parameters = node.parameters().stream()
                .map(parameter -> " %s %s".formatted(parameter.role().text(), parameter.shape()))
                .collect(Collectors.joining());
        return "%s%s of %s".formatted(op, parameters, node.inputs());
    }
}
