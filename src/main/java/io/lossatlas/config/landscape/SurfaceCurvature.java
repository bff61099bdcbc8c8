package io.lossatlas.config.landscape;

import io.lossatlas.config.Named;

/** What is computed of the second derivatives at each point of a surface. */
public enum SurfaceCurvature implements Named {
    /** Nothing. */
    NONE("none"),
    /** The largest and the smallest eigenvalue of the Hessian. */
    EXTREMES("extremes");

    private final String text;

    SurfaceCurvature(String text) {
        this.text = text;
    }

    @Override
    public String text() {
        return text;
    }
}
