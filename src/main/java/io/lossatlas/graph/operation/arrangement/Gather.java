package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.List;

/**
 * Places along one axis by their numbers.
 *
 * @param axis along which
 * @param indices for each place of the result the one of the input
 */
public record Gather(int axis, List<Integer> indices) implements Arrangement {

    /** Copies the indices. */
    public Gather {
        indices = List.copyOf(indices);
    }

    @Override
    public TensorShape output(TensorShape input) {
        input.requireAxis(axis);
        for (int index : indices) {
            if (index < 0 || index >= input.extent(axis)) {
                throw new IllegalArgumentException(
                        "expected places of axis %d of %s, found %d".formatted(axis, input, index));
            }
        }
        return input.with(axis, indices.size());
    }

    @Override
    public int[] sources(TensorShape input) {
        int[] strides = Places.strides(input);
        return Places.sources(output(input), at -> {
            int source = 0;
            for (int n = 0; n < at.length; n++) {
                source += (n == axis ? indices.get(at[n]) : at[n]) * strides[n];
            }
            return source;
        });
    }
}
