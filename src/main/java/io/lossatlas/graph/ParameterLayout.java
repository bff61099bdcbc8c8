package io.lossatlas.graph;

import io.lossatlas.graph.shape.Role;
import java.io.Serializable;
import java.util.List;

/**
 * The parameters of a network's flat parameter vector, in its order and without gaps.
 *
 * @param parameters in ascending offset
 */
public record ParameterLayout(List<Parameter> parameters) implements Serializable {

    /** Checks that the parameters follow each other without a gap. */
    public ParameterLayout {
        parameters = List.copyOf(parameters);
        int end = 0;
        for (Parameter parameter : parameters) {
            if (parameter.offset() != end) {
                throw new IllegalArgumentException("%s %s starts at %d, the parameter before it ends at %d"
                        .formatted(parameter.name(), parameter.role().text(), parameter.offset(), end));
            }
            end = parameter.end();
        }
    }

    /** Length of the flat vector. */
    public int size() {
        return parameters.isEmpty() ? 0 : parameters.get(parameters.size() - 1).end();
    }

    /**
     * The parameter of a layer and role.
     *
     * @throws IllegalArgumentException when there is none
     */
    public Parameter parameter(String name, Role role) {
        return parameters.stream()
                .filter(parameter ->
                        parameter.role() == role && parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + name + " " + role.text()));
    }

    /** The weights of convolution and dense layers, in the order of the vector. */
    public List<Parameter> weights() {
        return parameters.stream()
                .filter(parameter -> parameter.role().isWeight())
                .toList();
    }
}
