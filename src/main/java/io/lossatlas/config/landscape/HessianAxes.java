package io.lossatlas.config.landscape;

import io.lossatlas.config.Named;

/** Which eigenvectors of the Hessian a plane lies along. */
public enum HessianAxes implements Named {
    /** Of the two largest eigenvalues. */
    TOP("top"),
    /** Of the largest eigenvalue and of the smallest, with their sign. */
    EXTREMES("extremes");

    private final String text;

    HessianAxes(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
