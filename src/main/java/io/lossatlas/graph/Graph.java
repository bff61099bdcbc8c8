package io.lossatlas.graph;

import io.lossatlas.graph.shape.TensorShape;
import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A network from images to outputs, logits where they have labels. The loss is no part of it. A graph is checked when it is made:
 * every shape follows from the operations, every value but the output is read, every parameter of the layout belongs to a
 * node, or to several that share it, and has the shape that its operation gives it.
 *
 * @param input shape of an example
 * @param layout of all parameters in the flat vector
 * @param nodes each after those that it reads
 * @param output name of the logits, {@code [classes]}
 */
public record Graph(TensorShape input, ParameterLayout layout, List<Node> nodes, String output)
        implements Serializable {

    /** Operations of a training step in terms of the forward pass: forward, data gradient, weight gradient. */
    public static final int TRAINING_FACTOR = 3;

    /**
     * Operations of a product of the Hessian with a vector likewise: of forward, data gradient and weight gradient the value, and of
     * the tangent of each, by the rule of products, two more.
     */
    public static final int PRODUCT_FACTOR = 9;

    /** The name of the images. */
    public static final String INPUT = "images";

    /**
     * Checks all of it.
     *
     * @throws IllegalArgumentException naming the node that does not fit, and why
     */
    public Graph {
        nodes = List.copyOf(nodes);
        new GraphCheck(layout, nodes, output).check(infer(input, nodes));
    }

    /** The shapes of all values by name, the images' among them. */
    public Map<String, TensorShape> shapes() {
        return infer(input, nodes);
    }

    /** The node that makes a value. */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node " + name));
    }

    /** How many inputs of nodes read each value, by its name; a value that none reads is absent. */
    public Map<String, Integer> readers() {
        Map<String, Integer> readers = new HashMap<>();
        nodes.forEach(node -> node.inputs().forEach(input -> readers.merge(input, 1, Integer::sum)));
        return readers;
    }

    /** Number of classes. */
    public int classes() {
        return shapes().get(output).size();
    }

    /** Multiply-adds of one example's forward pass: those of convolutions, computed directly, of dense layers and of products of matrices. */
    public long multiplyAdds() {
        Map<String, TensorShape> shapes = shapes();
        return nodes.stream()
                .mapToLong(node -> node.op().multiplyAdds(read(node, shapes)))
                .sum();
    }

    /** Floating-point operations of one example's forward pass, two for each multiply-add. */
    public long operations() {
        return 2 * multiplyAdds();
    }

    /** Floating-point operations of one update on a minibatch: forward, data gradient, weight gradient. */
    public long trainingOperations(int batchSize) {
        return operations() * batchSize * TRAINING_FACTOR;
    }

    /** Floating-point operations of one example's product of the Hessian with a vector. */
    public long productOperations() {
        return operations() * PRODUCT_FACTOR;
    }

    static List<TensorShape> read(Node node, Map<String, TensorShape> shapes) {
        return node.inputs().stream().map(shapes::get).toList();
    }

    private static Map<String, TensorShape> infer(TensorShape input, List<Node> nodes) {
        Map<String, TensorShape> shapes = new HashMap<>();
        shapes.put(INPUT, input);
        for (Node node : nodes) {
            if (shapes.put(node.name(), output(node, known(node, shapes))) != null) {
                throw GraphCheck.refused(node, "has the name of another value");
            }
        }
        return shapes;
    }

    /** The shapes that a node reads, all of which must be known. */
    static List<TensorShape> known(Node node, Map<String, TensorShape> shapes) {
        for (String input : node.inputs()) {
            if (!shapes.containsKey(input)) {
                throw GraphCheck.refused(node, "reads %s, which no node before it makes".formatted(input));
            }
        }
        return read(node, shapes);
    }

    /** The shape that a node makes. */
    static TensorShape output(Node node, List<TensorShape> inputs) {
        try {
            return node.op().output(inputs);
        } catch (IllegalArgumentException e) {
            throw GraphCheck.refused(node, e.getMessage(), e);
        }
    }
}
