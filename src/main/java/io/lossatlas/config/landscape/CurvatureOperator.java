package io.lossatlas.config.landscape;

import io.lossatlas.config.Named;

/** A symmetric matrix over all trainable parameters whose spectrum is looked at. */
public enum CurvatureOperator implements Named {
    /** The Hessian of the mean loss. */
    HESSIAN("hessian"),
    /**
     * The generalised Gauss-Newton matrix {@code J^T B J}, with the Jacobian {@code J} of the outputs and the Hessian {@code B} of
     * the loss by the outputs: positive semidefinite.
     */
    GGN("ggn");

    private final String text;

    CurvatureOperator(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
