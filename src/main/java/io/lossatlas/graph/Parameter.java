package io.lossatlas.graph;

import io.lossatlas.graph.shape.Role;
import java.io.Serializable;
import java.util.List;

/**
 * A named run of the flat parameter vector.
 *
 * @param name path of its layer, like {@code b03/conv2}; unique together with the role
 * @param role what it is
 * @param shape extent of each dimension, in C order: {@code [out, in, kh, kw]}, {@code [out, in]} or {@code [n]}
 * @param offset index of its first value in the flat vector
 */
public record Parameter(String name, Role role, List<Integer> shape, int offset) implements Serializable {

    /** Copies the shape. */
    public Parameter {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** One past the index of its last value. */
    public int end() {
        return Math.addExact(offset, size());
    }

    /** Number of filters or neurons: the first extent. */
    public int outputs() {
        return shape.get(0);
    }
}
