package io.lossatlas.graph.shape;

import io.lossatlas.config.Named;

/** What a parameter is to its layer. */
public enum Role implements Named {
    /** Convolution weights {@code [out, in, kh, kw]}. */
    CONV("conv"),
    /** Dense weights {@code [out, in]}. */
    DENSE("dense"),
    /** Biases {@code [out]}. */
    BIAS("bias"),
    /** Scale of batch normalisation {@code [channels]}. */
    BN_GAMMA("bn_gamma"),
    /** Shift of batch normalisation {@code [channels]}. */
    BN_BETA("bn_beta"),
    /** Running mean of batch normalisation {@code [channels]}; not trained by gradients. */
    BN_MEAN("bn_mean"),
    /** Running variance of batch normalisation {@code [channels]}; not trained by gradients. */
    BN_VAR("bn_var"),
    /** Scale of layer normalisation, of the shape of the normalised axes. */
    NORM_SCALE("norm_scale"),
    /** Shift of layer normalisation, of the shape of the normalised axes. */
    NORM_SHIFT("norm_shift"),
    /** Rows of a table that are looked up, {@code [rows, ...]}. */
    EMBEDDING("embedding"),
    /** Any other value that is trained, like a class token. */
    OTHER("other");

    private final String text;

    Role(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }

    /** Whether this is the weight of a convolution or dense layer. */
    public boolean isWeight() {
        return this == CONV || this == DENSE;
    }

    /** Whether its values come in filters, neurons or rows that are normalised each by itself. */
    public boolean hasFilters() {
        return isWeight() || this == EMBEDDING;
    }

    /** Whether this is a running statistic, which no gradient and no direction moves. */
    public boolean isRunningStatistic() {
        return this == BN_MEAN || this == BN_VAR;
    }
}
