package io.lossatlas.graph;

import java.util.List;

/** The sum of two values of one shape. */
public record Add() implements Op {

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.size() != 2 || !inputs.get(0).equals(inputs.get(1))) {
            throw new IllegalArgumentException("expected two inputs of one shape, found " + inputs);
        }
        return inputs.get(0);
    }
}
