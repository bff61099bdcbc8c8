package io.lossatlas.graph.shape;

import java.util.List;

/**
 * A parameter that an operation has, wherever it lies.
 *
 * @param role what it is
 * @param extents of its dimensions, in C order
 */
public record ParameterShape(Role role, List<Integer> extents) {

    /** Copies the extents. */
    public ParameterShape {
        extents = List.copyOf(extents);
    }

    /** A shape by its extents. */
    public static ParameterShape of(Role role, Integer... extents) {
        return new ParameterShape(role, List.of(extents));
    }

    @Override
    public String toString() {
        return role.text() + " " + extents;
    }
}
