package io.lossatlas.config;

/** How the learning rate moves after the warm-up. */
public enum Schedule implements Named {
    /** It stays. */
    CONSTANT("constant"),
    /** It falls to zero along half a cosine. */
    COSINE("cosine");

    private final String text;

    Schedule(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
