package io.lossatlas.engine.step;

import io.lossatlas.engine.kernel.Shape;
import java.util.List;

/**
 * Working memory of a step.
 *
 * @param forward floats of scratch of a forward pass
 * @param backward floats of scratch of a backward pass
 * @param sums floats in which a backward pass sums over a batch
 * @param gradients shapes of tensors of gradients on their way through the step
 */
public record Needs(int forward, int backward, int sums, List<Shape> gradients) {
    static final Needs NONE = new Needs(0, 0, 0, List.of());
}
