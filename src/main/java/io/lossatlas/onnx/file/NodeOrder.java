package io.lossatlas.onnx.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes on which outputs depend, each after those that it reads. */
public final class NodeOrder {
    private final Map<String, OnnxNode> makers = new HashMap<>();
    private final Set<String> given;
    private final List<OnnxNode> order = new ArrayList<>();
    private final Set<OnnxNode> done = Collections.newSetFromMap(new IdentityHashMap<>());

    private NodeOrder(List<OnnxNode> nodes, Set<String> given) {
        this.given = given;
        for (OnnxNode node : nodes) {
            node.outputs().stream().filter(name -> !name.isEmpty()).forEach(name -> makers.put(name, node));
        }
    }

    /**
     * Orders nodes.
     *
     * @param given names of inputs and initializers
     * @throws IllegalArgumentException naming a node of a circle, or one that reads what nothing makes
     */
    public static List<OnnxNode> of(List<OnnxNode> nodes, Set<String> given, List<String> outputs) {
        NodeOrder order = new NodeOrder(nodes, given);
        for (String output : outputs) {
            OnnxNode maker = order.makers.get(output);
            if (maker == null) {
                throw new IllegalArgumentException(
                        "expected a node that makes the output %s, found none".formatted(output));
            }
            order.visit(maker);
        }
        return order.order;
    }

    /** Goes to what a node reads first, without recursion: a graph may be deeper than the stack. */
    private void visit(OnnxNode last) {
        Deque<OnnxNode> path = new ArrayDeque<>();
        IdentityHashMap<OnnxNode, Integer> next = new IdentityHashMap<>();
        enter(last, path, next);
        while (!path.isEmpty()) {
            OnnxNode node = path.peek();
            int index = next.get(node);
            if (index == node.inputs().size()) {
                path.pop();
                next.remove(node);
                if (done.add(node)) {
                    order.add(node);
                }
                continue;
            }
            next.put(node, index + 1);
            String input = node.inputs().get(index);
            if (input.isEmpty() || given.contains(input)) {
                continue;
            }
            OnnxNode maker = makers.get(input);
            if (maker == null) {
                throw refused(node, "reads %s, which nothing makes".formatted(input));
            }
            if (next.containsKey(maker)) {
                throw refused(node, "reads %s, which depends on it: a circle".formatted(input));
            }
            enter(maker, path, next);
        }
    }

    private void enter(OnnxNode node, Deque<OnnxNode> path, IdentityHashMap<OnnxNode, Integer> next) {
        if (!done.contains(node)) {
            path.push(node);
            next.put(node, 0);
        }
    }

    private static IllegalArgumentException refused(OnnxNode node, String why) {
        return new IllegalArgumentException("node %s, a %s: %s".formatted(node.name(), node.operation(), why));
    }
}
