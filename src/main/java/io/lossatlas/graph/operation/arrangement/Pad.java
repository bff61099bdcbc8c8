package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One value around what there is.
 *
 * @param before places added before the first, for each axis
 * @param after places added after the last, for each axis
 * @param filling the value
 */
public record Pad(List<Integer> before, List<Integer> after, double filling) implements Arrangement {

    /** Checks that nothing is taken away. */
    public Pad {
        before = List.copyOf(before);
        after = List.copyOf(after);
        boolean negative = Stream.concat(before.stream(), after.stream()).anyMatch(places -> places < 0);
        if (before.size() != after.size() || negative) {
            throw new IllegalArgumentException("a padding of %s places before and %s after".formatted(before, after));
        }
    }

    @Override
    public TensorShape output(TensorShape input) {
        if (input.rank() != before.size()) {
            throw new IllegalArgumentException("expected %d axes, found %s".formatted(before.size(), input));
        }
        return new TensorShape(IntStream.range(0, before.size())
                .mapToObj(axis -> Math.addExact(
                        input.extent(axis), Math.addExact(before.get(axis), after.get(axis))))
                .toList());
    }

    @Override
    public int[] sources(TensorShape input) {
        int[] strides = Places.strides(input);
        return Places.sources(output(input), at -> {
            int source = 0;
            for (int axis = 0; axis < at.length; axis++) {
                int place = at[axis] - before.get(axis);
                if (place < 0 || place >= input.extent(axis)) {
                    return NOWHERE;
                }
                source += place * strides[axis];
            }
            return source;
        });
    }
}
