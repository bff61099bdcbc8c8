package io.lossatlas.onnx.file;

import io.lossatlas.onnx.file.ElementType.Kind;
import java.util.Arrays;

/**
 * A value that is known before any image is seen, such as the shape to which a {@code Reshape} goes.
 *
 * @param kind what arithmetic its values follow; truths are 0 and 1
 * @param dims extents in C order, none of a scalar
 * @param values {@code double[product of dims]}
 */
public record ConstantTensor(Kind kind, long[] dims, double[] values) {
    /** Most values that folding makes: shapes are small, and a mask of a thousand tokens has a million. */
    public static final int MOST_VALUES = 1 << 24;

    /** Checks that there are as many values as the extents say. */
    public ConstantTensor {
        if (size(dims) != values.length) {
            throw new IllegalArgumentException(
                    "%d values of the shape %s".formatted(values.length, Arrays.toString(dims)));
        }
    }

    /** Whole numbers in one dimension, as shapes and axes are given. */
    public static ConstantTensor of(long... values) {
        return new ConstantTensor(
                Kind.WHOLE,
                new long[] {values.length},
                Arrays.stream(values).asDoubleStream().toArray());
    }

    /** One value without dimensions. */
    public static ConstantTensor scalar(Kind kind, double value) {
        return new ConstantTensor(kind, new long[0], new double[] {value});
    }

    /**
     * The number of values of a shape.
     *
     * @throws IllegalArgumentException where an extent is negative or there are more than fit into memory
     */
    public static int size(long[] dims) {
        long size = 1;
        for (long dim : dims) {
            if (dim < 0 || dim > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("expected extents from 0 on, found " + Arrays.toString(dims));
            }
            size = size * dim;
            if (size > Integer.MAX_VALUE) {
                throw new IllegalArgumentException(
                        "expected fewer than 2^31 values, found the shape " + Arrays.toString(dims));
            }
        }
        return (int) size;
    }

    /** The number of values of a shape that folding is to make. */
    public static int folded(long[] dims) {
        int size = size(dims);
        if (size > MOST_VALUES) {
            throw new IllegalArgumentException("expected a constant of at most %d values, found the shape %s"
                    .formatted(MOST_VALUES, Arrays.toString(dims)));
        }
        return size;
    }

    /** Whether it has one value. */
    public boolean isSingle() {
        return values.length == 1;
    }

    /** The one value. */
    public double single() {
        if (!isSingle()) {
            throw new IllegalArgumentException("expected one value, found the shape " + Arrays.toString(dims));
        }
        return values[0];
    }

    /** The values as whole numbers; those beyond long's range are its ends. */
    public long[] longs() {
        if (kind == Kind.REAL) {
            throw new IllegalArgumentException("expected whole numbers, found floats");
        }
        return Arrays.stream(values).mapToLong(value -> (long) value).toArray();
    }

    /** The values as truths. */
    public boolean truth(int index) {
        return values[index] != 0;
    }

    /** The same values in another shape. */
    public ConstantTensor reshaped(long... to) {
        return new ConstantTensor(kind, to, values);
    }
}
