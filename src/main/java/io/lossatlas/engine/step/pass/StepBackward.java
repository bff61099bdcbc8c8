package io.lossatlas.engine.step.pass;

/**
 * A step over a batch, backward: {@link #clear}, {@link #gate} for each group, {@link #settle}, then for each group
 * {@link #apply} and {@link #propagate}, then {@link #finish}. The step that makes the logits is settled first, since each
 * of its groups goes all the way at once.
 */
public interface StepBackward {

    /** Starts a batch. */
    default void clear() {}

    /**
     * Takes a group's gradient of what it made, complete now, and adds to sums over the batch.
     *
     * @param images number of lanes that hold an image
     */
    default void gate(int group, int images) {}

    /**
     * Has seen the gradients of all groups.
     *
     * @param parameters as they were in the forward pass
     * @param gradient receives gradients of parameters that are known by now
     */
    default void settle(float[] parameters, float[] gradient) {}

    /** Goes as far with a group as it can without the values that it reads. */
    default void apply(int group, int images) {}

    /** Delivers a group's gradients of the values that it reads, which are as they were in the forward pass. */
    void propagate(int group);

    /**
     * Ends the batch.
     *
     * @param gradient receives the gradients of parameters
     */
    default void finish(float[] gradient) {}
}
