package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.step.norm.BatchStatistics;
import java.util.Optional;

/**
 * A step over a batch of groups of 16 images: {@link #begin}, {@link #run} for each group, {@link #close}, then for each
 * group {@link #finish}, before the next step reads it.
 */
public interface StepForward {

    /**
     * Starts a batch.
     *
     * @param parameters with zeros behind those of the layout; kept until the next call
     */
    default void begin(float[] parameters) {}

    /**
     * Takes a group.
     *
     * @param images number of lanes that hold an image
     */
    void run(int group, int images);

    /** Has seen all groups. */
    default void close(float[] parameters) {}

    /** Completes the value of a group; where the step is buffered and nothing is added, again as often as it is wanted. */
    default void finish(int group) {}

    /** What it normalises by, where it does. */
    default Optional<BatchStatistics> statistics() {
        return Optional.empty();
    }

    /** Its way back. */
    StepBackward backward(StepGradients gradients, Workspace workspace);
}
