package io.lossatlas.store;

import io.lossatlas.config.Named;
import java.util.Arrays;
import java.util.List;

/** The stages of a run, in the order in which each needs the one before it. */
public enum Stage implements Named {
    /** Weights, history and gradients of every variant. */
    TRAIN("train", List.of("training", "gradients", "batches", "weights", RunFolder.MODELS, RunFolder.CHECKPOINTS)),
    /** Directions and losses on the grid. */
    SURFACE("surface", List.of("directions", "paths", "losses", "surface", "failures")),
    /** Eigenvalues, traces and spectra. */
    CURVATURE("curvature", List.of("curvature", "spectrum", RunFolder.PRODUCTS)),
    /** Numbers on finished surfaces. */
    ANALYZE("analyze", List.of("metrics")),
    /** Pictures and pages. */
    REPORT("report", List.of(RunFolder.PICTURES, RunFolder.PAGE));

    private final String text;
    private final List<String> outputs;

    Stage(String text, List<String> outputs) {
        this.text = text;
        this.outputs = outputs;
    }

    @Override
    public String text() {
        return text;
    }

    /** Names of the tables, folders and single files that this stage publishes. */
    public List<String> outputs() {
        return outputs;
    }

    /** This stage and those that build on it. */
    public List<Stage> andLater() {
        return Arrays.stream(values())
                .filter(stage -> stage.compareTo(this) >= 0)
                .filter(stage -> this != SURFACE || stage != CURVATURE)
                .toList();
    }
}
