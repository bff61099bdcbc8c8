package io.lossatlas.config.landscape;

import io.lossatlas.config.Named;

/** Of the numbers that a product with second derivatives is computed in. */
public enum Precision implements Named {
    /** 32 bits, as the engine computes. */
    SINGLE("single"),
    /** 64 bits, operation after operation as the graph means them. */
    DOUBLE("double");

    private final String text;

    Precision(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
