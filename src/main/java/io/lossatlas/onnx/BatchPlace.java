package io.lossatlas.onnx;

import io.lossatlas.graph.shape.TensorShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the batch lies in a value's extents. ONNX's values hold all examples, a graph's one: of {@code [n, c, h, w]} with the
 * batch on axis 0 an example has {@code [c, h, w]}. Attention merges it with others: {@code [n * heads, t, d]} is, of an example,
 * {@code [heads, t, d]}, with {@code heads} as the minor part of axis 0.
 *
 * @param axis of the batch among the value's; -1 where the value is the same for all examples
 * @param major extent that is merged before the batch on its axis
 * @param minor extent that is merged after it
 */
record BatchPlace(int axis, int major, int minor) {
    /** Of a value that is the same for all examples. */
    static final BatchPlace NONE = new BatchPlace(-1, 1, 1);

    /** A batch on an axis of its own. */
    static BatchPlace at(int axis) {
        return new BatchPlace(axis, 1, 1);
    }

    boolean isBatched() {
        return axis >= 0;
    }

    /** Whether the batch shares its axis with values of an example. */
    boolean isMerged() {
        return major * minor > 1;
    }

    /** The extents with the batch's among them. */
    long[] full(TensorShape example, long batch) {
        List<Long> full = new ArrayList<>(
                example.extents().stream().map(Integer::longValue).toList());
        if (isMerged()) {
            full.set(axis, full.get(axis) * batch);
        } else if (isBatched()) {
            full.add(axis, batch);
        }
        return longs(full);
    }

    /** The extents of an example, out of all. */
    TensorShape example(long[] full) {
        List<Long> extents = new ArrayList<>(Arrays.stream(full).boxed().toList());
        if (isMerged()) {
            extents.set(axis, (long) major * minor);
        } else if (isBatched()) {
            extents.remove(axis);
        }
        return new TensorShape(extents.stream().map(Math::toIntExact).toList());
    }

    /**
     * The axis of an example that an axis of all is.
     *
     * @param axis of all, from 0 on
     * @throws IllegalArgumentException where it is the batch's
     */
    int exampleAxis(int axis) {
        if (axis == this.axis) {
            throw new IllegalArgumentException("works along axis %d, the batch's".formatted(axis));
        }
        return axis > this.axis && isBatched() && !isMerged() ? axis - 1 : axis;
    }

    /** The place after axes have been put before all others. */
    BatchPlace shifted(int axes) {
        return isBatched() ? new BatchPlace(axis + axes, major, minor) : this;
    }

    /**
     * The place of the batch after extents have become others with the same values in the same order.
     *
     * @param full extents before
     * @param to extents after
     * @param batch the batch's extent
     * @throws IllegalArgumentException where the batch does not stay on one axis
     */
    BatchPlace reshaped(long[] full, long[] to, long batch) {
        if (!isBatched()) {
            return this;
        }
        long before = major;
        for (int n = 0; n < axis; n++) {
            before *= full[n];
        }
        BatchPlace merged = null;
        long passed = 1;
        for (int n = 0; n < to.length && passed <= before; n++) {
            long inside = before / passed;
            if (before % passed == 0 && to[n] % (inside * batch) == 0 && to[n] > 0) {
                BatchPlace found = new BatchPlace(n, Math.toIntExact(inside), Math.toIntExact(to[n] / inside / batch));
                if (!found.isMerged()) {
                    return found;
                }
                merged = merged == null ? found : merged;
            }
            passed *= to[n];
        }
        if (merged == null) {
            throw new IllegalArgumentException("mixes examples: %s with the batch on axis %d becomes %s"
                    .formatted(Arrays.toString(full), axis, Arrays.toString(to)));
        }
        return merged;
    }

    private static long[] longs(List<Long> list) {
        return list.stream().mapToLong(Long::longValue).toArray();
    }
}
