package io.lossatlas.graph;

import java.util.List;

/** {@code y = max(x, 0)} of each value; its slope at 0 is 0. */
public record Relu() implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return Op.only(inputs);
    }
}
