package io.lossatlas.analysis.surface;

import io.lossatlas.analysis.metric.GuessingLoss;

/** The points of a surface whose loss is at most a level. */
public enum LevelSet {
    /** Of loss 1. */
    ONE("1", "1", 1),
    /** Of the loss of guessing one of ten classes, whatever the data have. */
    LN_TEN("ln10", "ln 10", GuessingLoss.TEN.loss()),
    /** Of loss 10. */
    TEN("10", "10", 10);

    private final String suffix;
    private final String text;
    private final double level;

    LevelSet(String suffix, String text, double level) {
        this.suffix = suffix;
        this.text = text;
        this.level = level;
    }

    /** How names of metrics end that are over these points alone. */
    String suffix() {
        return "_below_" + suffix;
    }

    /** The level in a formula. */
    String text() {
        return text;
    }

    boolean contains(double loss) {
        return loss <= level;
    }
}
