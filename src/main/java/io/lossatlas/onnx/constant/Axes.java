package io.lossatlas.onnx.constant;

import io.lossatlas.onnx.file.ConstantTensor;
import io.lossatlas.onnx.file.OnnxNode;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Extents and axes as operations of ONNX give them: axes counted from the end where negative, one extent left to be found. */
public final class Axes {
    private Axes() {}

    /** An axis from 0 on. */
    public static int axis(long axis, int rank) {
        if (axis < -rank || axis >= rank) {
            throw new IllegalArgumentException(
                    "expected an axis of %d to %d, found %d".formatted(-rank, rank - 1, axis));
        }
        return (int) (axis < 0 ? axis + rank : axis);
    }

    /** Axes from 0 on, ascending, each once. */
    public static int[] axes(long[] axes, int rank) {
        int[] sorted = Arrays.stream(axes)
                .mapToInt(axis -> axis(axis, rank))
                .sorted()
                .distinct()
                .toArray();
        if (sorted.length != axes.length) {
            throw new IllegalArgumentException("expected each axis once, found " + Arrays.toString(axes));
        }
        return sorted;
    }

    /** Indices from 0 on into an axis. */
    public static int[] indices(ConstantTensor indices, long extent) {
        return Arrays.stream(indices.longs())
                .mapToInt(index -> {
                    if (index < -extent || index >= extent) {
                        throw new IllegalArgumentException(
                                "expected an index of %d to %d, found %d".formatted(-extent, extent - 1, index));
                    }
                    return (int) (index < 0 ? index + extent : index);
                })
                .toArray();
    }

    /** The order of axes that a {@code Transpose} gives, by default the reverse one. */
    public static int[] permutation(OnnxNode node, int rank) {
        int[] order = node.wholes("perm")
                .map(axes ->
                        Arrays.stream(axes).mapToInt(axis -> axis(axis, rank)).toArray())
                .orElseGet(() ->
                        IntStream.range(0, rank).map(axis -> rank - 1 - axis).toArray());
        if (order.length != rank || Arrays.stream(order).distinct().count() != rank) {
            throw new IllegalArgumentException(
                    "expected an order of %d axes, found %s".formatted(rank, Arrays.toString(order)));
        }
        return order;
    }

    /** The extents to which a {@code Reshape} goes: 0 keeps an extent, -1 takes what is left. */
    public static long[] resolve(long[] dims, long[] to, OnnxNode node) {
        boolean keep = node.whole("allowzero", 0) == 0;
        long[] resolved = to.clone();
        int open = -1;
        long known = 1;
        for (int n = 0; n < to.length; n++) {
            if (to[n] == 0 && keep && n < dims.length) {
                resolved[n] = dims[n];
            }
            if (to[n] == -1 && open < 0) {
                open = n;
            } else if (resolved[n] < 0) {
                throw wrong(dims, to);
            } else {
                known = multiply(known, resolved[n]);
            }
        }
        long size = product(dims);
        if (open >= 0) {
            resolved[open] = known == 0 ? 0 : size / known;
            known = multiply(known, resolved[open]);
        }
        if (known != size) {
            throw wrong(dims, to);
        }
        return resolved;
    }

    private static IllegalArgumentException wrong(long[] dims, long[] to) {
        return new IllegalArgumentException("expected a shape with the values of %s, found %s"
                .formatted(Arrays.toString(dims), Arrays.toString(to)));
    }

    public static long product(long[] dims) {
        return Arrays.stream(dims).reduce(1, Axes::multiply);
    }

    private static long multiply(long one, long other) {
        return Math.multiplyExact(one, other);
    }

    /** The extents with ones put in at axes of the result. */
    public static long[] unsqueezed(long[] dims, long[] axes) {
        int rank = dims.length + axes.length;
        int[] places = axes(axes, rank);
        long[] result = new long[rank];
        int next = 0;
        for (int n = 0; n < rank; n++) {
            boolean added = Arrays.binarySearch(places, n) >= 0;
            result[n] = added ? 1 : dims[next];
            next += added ? 0 : 1;
        }
        return result;
    }

    /** The extents without the ones at these axes, or without any where none is named. */
    public static long[] squeezed(long[] dims, Optional<long[]> axes) {
        int[] places = axes.map(given -> axes(given, dims.length)).orElseGet(() -> IntStream.range(0, dims.length)
                .filter(n -> dims[n] == 1)
                .toArray());
        if (Arrays.stream(places).anyMatch(axis -> dims[axis] != 1)) {
            throw new IllegalArgumentException("expected extents of 1 on the axes %s, found %s"
                    .formatted(Arrays.toString(places), Arrays.toString(dims)));
        }
        return without(dims, places);
    }

    /** The extents without those of some axes, which ascend. */
    public static long[] without(long[] dims, int[] axes) {
        return IntStream.range(0, dims.length)
                .filter(n -> Arrays.binarySearch(axes, n) < 0)
                .mapToLong(n -> dims[n])
                .toArray();
    }

    /** The two extents that a {@code Flatten} makes. */
    public static long[] flattened(long[] dims, OnnxNode node) {
        long given = node.whole("axis", 1);
        int axis = given == dims.length ? dims.length : axis(given, dims.length);
        return LongStream.of(product(Arrays.copyOf(dims, axis)), product(Arrays.copyOfRange(dims, axis, dims.length)))
                .toArray();
    }
}
