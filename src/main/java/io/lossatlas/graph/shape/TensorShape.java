package io.lossatlas.graph.shape;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Extents of one example's value, without the axis of the batch.
 *
 * @param extents {@code [channels, height, width]} of images, {@code [n]} of vectors, any of others, in C order; each at least 1
 */
public record TensorShape(List<Integer> extents) implements Serializable {
    private static final int IMAGE = 3;

    /** Checks the extents. */
    public TensorShape {
        extents = List.copyOf(extents);
        if (extents.isEmpty() || extents.stream().anyMatch(extent -> extent < 1)) {
            throw new IllegalArgumentException("a value of the extents " + extents);
        }
    }

    /** A shape by its extents. */
    public static TensorShape of(int... extents) {
        return new TensorShape(Arrays.stream(extents).boxed().toList());
    }

    /** Number of axes. */
    public int rank() {
        return extents.size();
    }

    /** Extent of an axis. */
    public int extent(int axis) {
        return extents.get(axis);
    }

    /** Refuses an axis that it has not. */
    public void requireAxis(int axis) {
        if (axis < 0 || axis >= rank()) {
            throw new IllegalArgumentException("expected an axis of %s, found %d".formatted(this, axis));
        }
    }

    /** Extent of the last axis. */
    public int last() {
        return extents.get(rank() - 1);
    }

    /** The same shape with another extent of one axis. */
    public TensorShape with(int axis, int extent) {
        List<Integer> changed = new ArrayList<>(extents);
        changed.set(axis, extent);
        return new TensorShape(changed);
    }

    /** Product of the extents of the axes {@code from} to {@code to - 1}; 1 of none. */
    public int product(int from, int to) {
        return extents.subList(from, to).stream().reduce(1, Math::multiplyExact);
    }

    /** Number of values. */
    public int size() {
        return extents.stream().reduce(1, Math::multiplyExact);
    }

    /** Whether this is {@code [channels, height, width]}. */
    public boolean isImage() {
        return extents.size() == IMAGE;
    }

    /** Whether this is {@code [n]}. */
    public boolean isVector() {
        return extents.size() == 1;
    }

    /** Channels of an image. */
    public int channels() {
        return image(0);
    }

    /** Rows of an image. */
    public int height() {
        return image(1);
    }

    /** Columns of an image. */
    public int width() {
        return image(2);
    }

    /** Values of one channel of an image. */
    public int pixels() {
        return height() * width();
    }

    private int image(int axis) {
        if (!isImage()) {
            throw new IllegalArgumentException("expected [channels, height, width], found " + this);
        }
        return extents.get(axis);
    }

    @Override
    public String toString() {
        return extents.stream().map(String::valueOf).collect(Collectors.joining(" x "));
    }
}
