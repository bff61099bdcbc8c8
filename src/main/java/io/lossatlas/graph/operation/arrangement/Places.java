package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;

/** Indices of the values of an example by their coordinates. */
final class Places {
    private Places() {}

    /** Which value of the input goes to a place of the result. */
    @FunctionalInterface
    interface Source {
        /** The index of the value, or {@link Arrangement#NOWHERE}; the coordinates are those in the result. */
        int of(int... coordinates);
    }

    /** The sources of all places of a result, in C order. */
    static int[] sources(TensorShape result, Source source) {
        int[] sources = new int[result.size()];
        int[] coordinates = new int[result.rank()];
        for (int n = 0; n < sources.length; n++) {
            sources[n] = source.of(coordinates);
            int axis = coordinates.length - 1;
            while (axis >= 0 && ++coordinates[axis] == result.extent(axis)) {
                coordinates[axis--] = 0;
            }
        }
        return sources;
    }

    /** Distance in C order between neighbours along each axis. */
    static int[] strides(TensorShape shape) {
        int[] strides = new int[shape.rank()];
        int stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= shape.extent(axis);
        }
        return strides;
    }
}
