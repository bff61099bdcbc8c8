package io.lossatlas.config;

/** Where batch normalisation takes its mean and variance from while a surface is evaluated. */
public enum BnMode implements Named {
    /** The running statistics of the trained network, unchanged. */
    FROZEN("frozen"),
    /** The batch statistics of a fixed calibration batch at the point's own weights. */
    RECALIBRATED("recalibrated");

    private final String text;

    BnMode(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
