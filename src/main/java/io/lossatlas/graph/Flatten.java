package io.lossatlas.graph;

import java.util.List;

/** The values of an example in C order as a vector: an image channel after channel, row after row. */
public record Flatten() implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(Op.only(inputs).size());
    }
}
