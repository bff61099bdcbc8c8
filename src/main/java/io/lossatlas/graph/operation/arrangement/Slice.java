package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.stream.IntStream;

/**
 * Some of the places along one axis.
 *
 * @param axis along which
 * @param start the first place
 * @param step from one to the next; negative for backwards
 * @param count how many
 */
public record Slice(int axis, int start, int step, int count) implements Arrangement {

    /** Checks that there is something left. */
    public Slice {
        if (count < 1 || step == 0) {
            throw new IllegalArgumentException("a slice of %d places in steps of %d".formatted(count, step));
        }
    }

    @Override
    public TensorShape output(TensorShape input) {
        input.requireAxis(axis);
        long end = start + (long) step * (count - 1);
        if (Math.min(start, end) < 0 || Math.max(start, end) >= input.extent(axis)) {
            throw new IllegalArgumentException("expected places of axis %d of %s, found %d to %d"
                    .formatted(axis, input, Math.min(start, end), Math.max(start, end)));
        }
        return input.with(axis, count);
    }

    @Override
    public int[] sources(TensorShape input) {
        return new Gather(
                        axis,
                        IntStream.range(0, count)
                                .mapToObj(n -> start + n * step)
                                .toList())
                .sources(input);
    }
}
