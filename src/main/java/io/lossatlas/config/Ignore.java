package io.lossatlas.config;

/** Parameters that a direction leaves where they are. */
public enum Ignore implements Named {
    /** The biases of dense layers. */
    BIAS("bias"),
    /** The scale and shift of batch normalisation. */
    BN("bn");

    private final String text;

    Ignore(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
