package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Values repeated by numpy's rule of broadcasting: axes are lined up from the last, missing ones count as 1, and an axis of
 * extent 1 is repeated.
 *
 * @param to the extents that they are repeated to
 */
public record Expand(TensorShape to) implements Arrangement {

    /**
     * The shape that several values are repeated to when they meet.
     *
     * @throws IllegalArgumentException where two extents differ and neither is 1
     */
    public static TensorShape common(TensorShape one, TensorShape other) {
        int rank = Math.max(one.rank(), other.rank());
        List<Integer> extents = new ArrayList<>();
        for (int axis = 0; axis < rank; axis++) {
            int left = extent(one, axis, rank);
            int right = extent(other, axis, rank);
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException(
                        "expected extents that are equal or 1, found %s and %s".formatted(one, other));
            }
            extents.add(Math.max(left, right));
        }
        return new TensorShape(extents);
    }

    private static int extent(TensorShape shape, int axis, int rank) {
        int own = axis - (rank - shape.rank());
        return own < 0 ? 1 : shape.extent(own);
    }

    @Override
    public TensorShape output(TensorShape input) {
        if (!common(input, to).equals(to)) {
            throw new IllegalArgumentException("expected extents that %s has or 1, found %s".formatted(to, input));
        }
        return to;
    }

    @Override
    public int[] sources(TensorShape input) {
        int missing = output(input).rank() - input.rank();
        List<Integer> extents = new ArrayList<>(Collections.nCopies(missing, 1));
        extents.addAll(input.extents());
        int[] strides = Places.strides(new TensorShape(extents));
        return Places.sources(to, at -> {
            int source = 0;
            for (int axis = 0; axis < at.length; axis++) {
                source += extents.get(axis) == 1 ? 0 : at[axis] * strides[axis];
            }
            return source;
        });
    }
}
