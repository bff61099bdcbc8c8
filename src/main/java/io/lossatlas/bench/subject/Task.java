package io.lossatlas.bench.subject;

import io.lossatlas.config.EngineKind;
import io.lossatlas.config.Named;

/** The kinds of work that a network is timed at. */
public enum Task implements Named {
    /** Losses of images at one point of parameter space. */
    EVAL("eval", 1e-4, 1e-4),
    /** Updates of stochastic gradient descent; later losses have also been through a backward pass and an update. */
    TRAIN("train", 1e-4, 1e-2),
    /** Products of the Hessian with a vector at one point, with constant statistics; length and form come from them. */
    PRODUCT("product", 1e-4, 1e-3);

    private final String text;
    private final double tolerance;
    private final double later;

    Task(String text, double tolerance, double later) {
        this.text = text;
        this.tolerance = tolerance;
        this.later = later;
    }

    @Override
    public String text() {
        return text;
    }

    /**
     * How far apart, relatively, two implementations' numbers of the same weights and images may be.
     *
     * @param number 0 of the loss, more of what comes after it
     */
    public double tolerance(int number) {
        return number == 0 ? tolerance : later;
    }

    /** Whether an engine can be timed at it. */
    public boolean isFor(EngineKind engine) {
        return this != PRODUCT || engine == EngineKind.SIMD;
    }
}
