package io.lossatlas.onnx.open;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;

/** The values that nodes read, those from within the branches and bodies that are attributes of theirs included. */
final class NodeReads {
    private NodeReads() {}

    /** The names of what a node reads. */
    static List<String> of(NodeProto node) {
        List<String> names = new ArrayList<>(node.getInputList());
        Deque<GraphProto> inner = new ArrayDeque<>(graphs(node));
        while (!inner.isEmpty()) {
            GraphProto graph = inner.pop();
            for (NodeProto each : graph.getNodeList()) {
                names.addAll(each.getInputList());
                inner.addAll(graphs(each));
            }
            graph.getOutputList().forEach(output -> names.add(output.getName()));
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    private static List<GraphProto> graphs(NodeProto node) {
        List<GraphProto> graphs = new ArrayList<>();
        for (AttributeProto attribute : node.getAttributeList()) {
            if (attribute.hasG()) {
                graphs.add(attribute.getG());
            }
            graphs.addAll(attribute.getGraphsList());
        }
        return graphs;
    }

    /** Those of the nodes on which a value depends, in their order. */
    static List<NodeProto> needed(Collection<NodeProto> nodes, String output) {
        Map<String, NodeProto> makers = new HashMap<>();
        nodes.forEach(node -> node.getOutputList().forEach(name -> makers.put(name, node)));
        Set<String> seen = new HashSet<>();
        Set<String> makes = new HashSet<>();
        Deque<String> left = new ArrayDeque<>(List.of(output));
        while (!left.isEmpty()) {
            String name = left.pop();
            NodeProto maker = makers.get(name);
            if (seen.add(name) && maker != null && makes.add(maker.getOutput(0))) {
                left.addAll(of(maker));
            }
        }
        return nodes.stream().filter(node -> makes.contains(node.getOutput(0))).toList();
    }
}
