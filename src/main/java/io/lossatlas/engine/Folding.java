package io.lossatlas.engine;

import io.lossatlas.engine.step.Step;

/** The parameters of a point as an evaluation reads them: what steps fold into others has taken the others' place. */
final class Folding {
    private final CompiledNetwork network;
    private final float[] folded;

    Folding(CompiledNetwork network) {
        this.network = network;
        this.folded = new float[network.parameters()];
    }

    /** Folds a point; returns the array that all steps read, the same at every call. */
    float[] fold(float[] parameters) {
        System.arraycopy(parameters, 0, folded, 0, network.layout().size());
        for (Step step : network.steps()) {
            step.fold(parameters, folded);
        }
        return folded;
    }
}
