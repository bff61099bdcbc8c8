package io.lossatlas.graph;

import io.lossatlas.graph.shape.Role;
import java.io.Serializable;
import java.util.List;

/**
 * A named run of the flat parameter vector.
 *
 * @param name path of its layer, like {@code b03/conv2}; unique together with the role
 * @param role what it is
 * @param shape extent of each dimension, in C order, like {@code [out, in, kh, kw]}, {@code [out, in]} or {@code [n]}
 * @param offset index of its first value in the flat vector
 * @param filterAxis the axis along which its filters, neurons or rows lie: 1 of dense weights {@code [in, out]}, 0 of all else
 */
public record Parameter(String name, Role role, List<Integer> shape, int offset, int filterAxis)
        implements Serializable {

    /** Copies the shape. */
    public Parameter {
        shape = List.copyOf(shape);
        if (filterAxis < 0 || filterAxis >= shape.size()) {
            throw new IllegalArgumentException(
                    "%s: filters along axis %d of the extents %s".formatted(name, filterAxis, shape));
        }
    }

    /** A parameter whose filters lie along the first axis. */
    public Parameter(String name, Role role, List<Integer> shape, int offset) {
        this(name, role, shape, offset, 0);
    }

    /** Number of values. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }

    /** One past the index of its last value. */
    public int end() {
        return Math.addExact(offset, size());
    }

    /** Number of filters, neurons or rows. */
    public int outputs() {
        return shape.get(filterAxis);
    }

    /** Values of a filter that follow each other: all of them where filters lie along the first axis, else one run of several. */
    public int filterValues() {
        return shape.subList(filterAxis + 1, shape.size()).stream().reduce(1, Math::multiplyExact);
    }
}
