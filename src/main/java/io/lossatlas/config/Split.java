package io.lossatlas.config;

/** A part of the data set. */
public enum Split implements Named {
    /** The training examples. */
    TRAIN("train"),
    /** The held-out examples. */
    TEST("test");

    private final String text;

    Split(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
