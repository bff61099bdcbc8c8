package io.lossatlas.graph.operation.arrangement;

import io.lossatlas.graph.shape.TensorShape;
import java.util.stream.IntStream;

/**
 * The same values in C order under other extents.
 *
 * @param to these extents
 */
public record Reshape(TensorShape to) implements Arrangement {

    @Override
    public TensorShape output(TensorShape input) {
        if (input.size() != to.size()) {
            throw new IllegalArgumentException(
                    "expected %d values for %s, found %d of %s".formatted(to.size(), to, input.size(), input));
        }
        return to;
    }

    @Override
    public int[] sources(TensorShape input) {
        return IntStream.range(0, to.size()).toArray();
    }
}
