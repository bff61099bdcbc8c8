package io.lossatlas.graph.shape;

import java.util.List;

/**
 * A parameter that an operation has, wherever it lies.
 *
 * @param role what it is
 * @param extents of its dimensions, in C order
 * @param filterAxis the axis along which its filters, neurons or rows lie
 */
public record ParameterShape(Role role, List<Integer> extents, int filterAxis) {

    /** Copies the extents. */
    public ParameterShape {
        extents = List.copyOf(extents);
    }

    /** A shape whose filters lie along the first axis. */
    public ParameterShape(Role role, List<Integer> extents) {
        this(role, extents, 0);
    }

    /** A shape by its extents. */
    public static ParameterShape of(Role role, Integer... extents) {
        return new ParameterShape(role, List.of(extents));
    }

    @Override
    public String toString() {
        return role.text() + " " + extents + (filterAxis == 0 ? "" : " with filters along axis " + filterAxis);
    }
}
