package io.lossatlas.plane;

import io.lossatlas.config.Named;

/** One of the two axes of a plane. */
public enum Axis implements Named {
    /** The axis of alpha, which {@code i} counts along. */
    X("x"),
    /** The axis of beta, which {@code j} counts along. */
    Y("y");

    private final String text;

    Axis(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
