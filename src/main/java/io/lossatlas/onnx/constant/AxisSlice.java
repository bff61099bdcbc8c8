package io.lossatlas.onnx.constant;

import io.lossatlas.onnx.file.ConstantTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a {@code Slice} takes of one axis.
 *
 * @param start index of the first
 * @param step to the next; may be negative
 * @param count how many, at least 0
 */
public record AxisSlice(int axis, int start, int step, int count) {

    /**
     * The slices of a node.
     *
     * @param inputs starts, ends and, where given, axes and steps
     * @param dims extents of what is sliced
     */
    public static List<AxisSlice> of(List<ConstantTensor> inputs, long[] dims) {
        if (inputs.size() < 2) {
            throw new IllegalArgumentException("expected starts and ends, found %d inputs".formatted(inputs.size()));
        }
        long[] starts = inputs.get(0).longs();
        long[] ends = inputs.get(1).longs();
        long[] axes = inputs.size() > 2 ? inputs.get(2).longs() : count(starts.length);
        long[] steps = inputs.size() > 3 ? inputs.get(3).longs() : ones(starts.length);
        if (ends.length != starts.length || axes.length != starts.length || steps.length != starts.length) {
            throw new IllegalArgumentException("expected as many starts as ends, axes and steps, found %d, %d, %d, %d"
                    .formatted(starts.length, ends.length, axes.length, steps.length));
        }
        Axes.axes(axes, dims.length);
        List<AxisSlice> slices = new ArrayList<>();
        for (int n = 0; n < starts.length; n++) {
            int axis = Axes.axis(axes[n], dims.length);
            slices.add(of(axis, dims[axis], starts[n], ends[n], steps[n]));
        }
        return slices;
    }

    private static AxisSlice of(int axis, long extent, long start, long end, long step) {
        if (step == 0 || Math.abs(step) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("expected a step other than 0, found " + step);
        }
        long last = step > 0 ? extent : extent - 1; // where a start is at most
        long first = step > 0 ? 0 : -1;
        long from = clamp(start, extent, 0, last);
        long to = clamp(end, extent, first, last);
        long distance = step > 0 ? to - from : from - to;
        long count = Math.max(0, (distance + Math.abs(step) - 1) / Math.abs(step));
        return new AxisSlice(axis, Math.toIntExact(from), (int) step, Math.toIntExact(count));
    }

    private static long clamp(long place, long extent, long low, long high) {
        long counted = place < 0 ? Math.max(place, -extent - 1) + extent : place;
        return Math.max(low, Math.min(high, counted));
    }

    /** Whether it takes all of an axis as it is. */
    public boolean isWhole(long extent) {
        return start == 0 && step == 1 && count == extent;
    }

    private static long[] count(int length) {
        long[] counted = new long[length];
        Arrays.setAll(counted, n -> n);
        return counted;
    }

    private static long[] ones(int length) {
        long[] ones = new long[length];
        Arrays.fill(ones, 1);
        return ones;
    }
}
