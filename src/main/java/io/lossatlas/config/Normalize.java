package io.lossatlas.config;

/** How a random direction is scaled to the weights it is added to. */
public enum Normalize implements Named {
    /** Each convolution filter and each dense output neuron to the norm of its weights. */
    FILTER("filter"),
    /** Each weight tensor as a whole to the norm of the weights. */
    LAYER("layer"),
    /** Not at all: the raw Gaussian draw. */
    NONE("none");

    private final String text;

    Normalize(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
