package io.lossatlas.engine;

import io.lossatlas.engine.step.Step;

/** The parameters of a point as an evaluation reads them: what steps fold into others has taken the others' place. */
final class Folding {
    private final Program program;
    private final float[] folded;

    Folding(Program program) {
        this.program = program;
        this.folded = new float[program.parameters()];
    }

    /** Folds a point; returns the array that all steps read, the same at every call. */
    float[] fold(float[] parameters) {
        System.arraycopy(parameters, 0, folded, 0, program.layout().size());
        for (Step step : program.steps()) {
            step.fold(parameters, folded);
        }
        return folded;
    }
}
