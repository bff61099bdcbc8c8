package io.lossatlas.graph;

import io.lossatlas.graph.operation.Op;
import io.lossatlas.graph.shape.Role;
import java.io.Serializable;
import java.util.List;

/**
 * An operation at its place in a graph.
 *
 * @param name of the value that it makes; unique in a graph
 * @param op what it does
 * @param inputs names of the values that it reads, in order; {@link Graph#INPUT} names the images
 * @param parameters its parameters, in the order of {@link Op#parameters}
 */
public record Node(String name, Op op, List<String> inputs, List<Parameter> parameters) implements Serializable {

    /** Copies the lists. */
    public Node {
        inputs = List.copyOf(inputs);
        parameters = List.copyOf(parameters);
    }

    /** The parameter of a role. */
    public Parameter parameter(Role role) {
        return parameters.stream()
                .filter(parameter -> parameter.role() == role)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("node %s has no %s".formatted(name, role.text())));
    }
}
