package io.lossatlas.config;

/** How the blocks of a network are joined. */
public enum Wiring implements Named {
    /** Each block feeds the next, nothing else. */
    PLAIN("plain"),
    /** A shortcut adds each block's input to its output before the last ReLU. */
    SKIP("skip");

    private final String text;

    Wiring(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
