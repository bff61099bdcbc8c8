package io.lossatlas.onnx;

import io.lossatlas.onnx.constant.Axes;
import java.util.Arrays;

/**
 * Two values whose extents are brought together from the last axis on, as numpy does, such that an example's extents can be too:
 * the batch lies on the same axis of both, or one is the same for all examples and has an extent of 1 there, which is dropped.
 *
 * @param rank axes of the result, with the batch's
 * @param place of the batch in the result
 */
record Alignment(Activation left, Activation right, int rank, BatchPlace place) {

    /**
     * Aligns two values.
     *
     * @throws IllegalArgumentException where the batch does not lie on one axis
     */
    static Alignment of(NodeReading at, Activation left, Activation right) {
        int rank = Math.max(left.rank(), right.rank());
        if (!left.place().isBatched() && !right.place().isBatched()) {
            return new Alignment(left, right, rank, BatchPlace.NONE);
        } else if (!right.place().isBatched()) {
            return new Alignment(left, dropped(at, right, left), rank, shifted(left, rank));
        } else if (!left.place().isBatched()) {
            return new Alignment(dropped(at, left, right), right, rank, shifted(right, rank));
        }
        BatchPlace place = shifted(left, rank);
        if (!place.equals(shifted(right, rank))) {
            if (at.translation().batch() == 1 && left.rank() == right.rank()) {
                return first(at, left, right);
            }
            throw new IllegalArgumentException(
                    "expected the batch on one axis, found %s with it on axis %d and %s on axis %d"
                            .formatted(
                                    Arrays.toString(at.full(left)),
                                    left.place().axis(),
                                    Arrays.toString(at.full(right)),
                                    right.place().axis()));
        }
        return new Alignment(left, right, rank, place);
    }

    /** Two values of a batch of one, which can be taken to lie on any axis: on the first. */
    static Alignment first(NodeReading at, Activation left, Activation right) {
        Activation one = first(at, left);
        Activation other = first(at, right);
        return new Alignment(one, other, left.rank(), one.place().isMerged() ? one.place() : other.place());
    }

    private static Activation first(NodeReading at, Activation value) {
        long[] full = at.full(value);
        BatchPlace place = new BatchPlace(0, 1, Math.toIntExact(full[0]));
        return at.reshape(value, place.example(full), place);
    }

    private static BatchPlace shifted(Activation value, int rank) {
        return value.place().shifted(rank - value.rank());
    }

    /** A value that is the same for all examples, without its axis at the place of another's batch. */
    private static Activation dropped(NodeReading at, Activation value, Activation batched) {
        int axis = value.rank() - (batched.rank() - batched.place().axis());
        if (axis < 0 || batched.place().isMerged()) {
            return value;
        }
        long[] full = at.full(value);
        if (full[axis] != 1) {
            throw new IllegalArgumentException("expected an extent of 1 on the batch's axis, found %s on axis %d"
                    .formatted(Arrays.toString(full), axis));
        }
        long[] left = Axes.without(full, new int[] {axis});
        return at.reshape(value, BatchPlace.NONE.example(left.length == 0 ? new long[] {1} : left), BatchPlace.NONE);
    }
}
