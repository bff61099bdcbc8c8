package io.lossatlas.engine.step.pass;

/** A step at one point of parameter space, over tensors of its own thread. */
public interface StepEvaluation {

    /**
     * Moves to a point.
     *
     * @param folded the parameters as the step has folded them; kept until the next call
     */
    default void load(float[] folded) {}

    /** Makes its value of those that it reads, for 16 images. */
    void run();
}
