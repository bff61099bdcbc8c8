package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Axes in another order.
 *
 * @param order for each axis of the result the one of the input that it is
 */
public record Transpose(List<Integer> order) implements Arrangement {

    /** Checks that each axis occurs once. */
    public Transpose {
        order = List.copyOf(order);
        if (!order.stream().sorted().toList().equals(IntStream.range(0, order.size()).boxed().toList())) {
            throw new IllegalArgumentException("expected an order of %d axes, found %s".formatted(order.size(), order));
        }
    }

    @Override
    public TensorShape output(TensorShape input) {
        if (input.rank() != order.size()) {
            throw new IllegalArgumentException("expected %d axes, found %s".formatted(order.size(), input));
        }
        return new TensorShape(order.stream().map(input::extent).toList());
    }

    @Override
    public int[] sources(TensorShape input) {
        int[] strides = Places.strides(input);
        return Places.sources(output(input), at -> {
            int source = 0;
            for (int axis = 0; axis < at.length; axis++) {
                source += at[axis] * strides[order.get(axis)];
            }
            return source;
        });
    }
}
