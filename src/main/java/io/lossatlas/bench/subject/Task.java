package io.lossatlas.bench.subject;

import io.lossatlas.config.Named;

/** The kinds of work that a network is timed at. */
public enum Task implements Named {
    /** Losses of images at one point of parameter space. */
    EVAL("eval", 1e-4),
    /** Updates of stochastic gradient descent. */
    TRAIN("train", 1e-4);

    private final String text;
    private final double tolerance;

    Task(String text, double tolerance) {
        this.text = text;
        this.tolerance = tolerance;
    }

    @Override
    public String text() {
        return text;
    }

    /** How far apart, relatively, two implementations' losses of the same weights and images may be. */
    public double tolerance() {
        return tolerance;
    }
}
