package io.lossatlas.graph;

import java.util.List;

/** The mean of each plane: {@code [channels]} of {@code [channels, height, width]}. */
public record GlobalAveragePool() implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(Op.image(inputs).channels());
    }
}
