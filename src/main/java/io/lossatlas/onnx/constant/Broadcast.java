package io.lossatlas.onnx.constant;

import io.lossatlas.onnx.file.ConstantTensor;
import java.util.Arrays;

/** Two shapes as numpy brings them together: aligned at the last axis, an extent of 1 repeated. */
public record Broadcast(long[] dims) {

    /**
     * The common shape.
     *
     * @throws IllegalArgumentException where there is none
     */
    public static Broadcast of(long[] one, long[] other) {
        long[] dims = new long[Math.max(one.length, other.length)];
        for (int n = 0; n < dims.length; n++) {
            long left = extent(one, n + one.length - dims.length);
            long right = extent(other, n + other.length - dims.length);
            if (left != right && left != 1 && right != 1) {
                throw new IllegalArgumentException("expected shapes that broadcast, found %s and %s"
                        .formatted(Arrays.toString(one), Arrays.toString(other)));
            }
            dims[n] = left == 1 ? right : left;
        }
        return new Broadcast(dims);
    }

    private static long extent(long[] dims, int axis) {
        return axis < 0 ? 1 : dims[axis];
    }

    /** For each value of the common shape, the index of the value of a shape that is repeated to it. */
    public int[] indices(long[] from) {
        int[] strides = new int[dims.length];
        int stride = 1;
        for (int n = from.length - 1; n >= 0; n--) {
            strides[n + dims.length - from.length] = from[n] == 1 ? 0 : stride;
            stride *= (int) from[n];
        }
        return indices(strides, 0);
    }

    /** For each value of the common shape the sum of its coordinates times strides. */
    public int[] indices(int[] strides, int start) {
        int[] indices = new int[ConstantTensor.folded(dims)];
        if (indices.length == 0) {
            return indices;
        }
        indices[0] = start;
        int filled = 1;
        for (int axis = dims.length - 1; axis >= 0; axis--) {
            int block = filled;
            for (int k = 1; k < dims[axis]; k++) {
                for (int n = 0; n < block; n++) {
                    indices[filled] = indices[n] + k * strides[axis];
                    filled++;
                }
            }
        }
        return indices;
    }
}
