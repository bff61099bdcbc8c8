package io.lossatlas.engine.step.pass;

/**
 * A step over a batch at a point of parameter space with constant statistics of batch normalisation, and its derivative along a
 * direction: Pearlmutter, "Fast Exact Multiplication by the Hessian" (Neural Computation 1994). Forward {@link #run} and
 * {@link #runTangent} for each group; backward {@link #clear}, for each group {@link #backward} and then
 * {@link #backwardTangent}, at last {@link #finish} and {@link #finishTangent}. Without tangents it is the gradient.
 */
public interface StepTangents {

    /**
     * Moves to a point.
     *
     * @param folded parameters as steps have folded them, with zeros behind those of the layout; kept
     */
    default void load(float[] folded) {}

    /**
     * Takes a direction.
     *
     * @param folded derivative of the folded parameters along it, with zeros behind those of the layout; kept
     */
    default void direct(float[] folded) {}

    /** Makes the value of a group of those that it reads. */
    void run(int group);

    /** Makes the tangent of a group's value, of the values and tangents that it reads and the value that it made. */
    void runTangent(int group);

    /** Starts a batch backward. */
    default void clear() {}

    /**
     * Takes a group's gradient of what it made, complete now, adds to sums over the batch and delivers the gradients of what it
     * read.
     *
     * @param images number of lanes that hold an image; the gradient is 0 in the others
     */
    void backward(int group, int images);

    /** The same of the derivative of the gradient, once {@link #backward} has seen the group. */
    void backwardTangent(int group, int images);

    /**
     * Ends the batch.
     *
     * @param gradient receives the gradients of folded parameters
     */
    default void finish(float[] gradient) {}

    /**
     * Ends the batch.
     *
     * @param tangent receives their derivatives along the direction
     */
    default void finishTangent(float[] tangent) {}
}
