package io.lossatlas.engine.step.pass;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Scratch;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Working memory that the steps of one thread share, one after another.
 *
 * @param zeros index in arrays of parameters from which on there are zeros, enough for the biases of any step
 * @param forward scratch of forward passes
 * @param backward scratch of backward passes
 * @param sums in which backward passes sum over a batch
 * @param gradients for each shape that is needed a tensor
 */
public record Workspace(int zeros, Scratch forward, Scratch backward, Scratch sums, Map<Shape, Tensor> gradients) {
    private static final Scratch EMPTY = new Scratch(new float[0], 0);

    /** For forward passes alone of steps with these needs. */
    public static Workspace forward(List<Needs> steps, int zeros) {
        return new Workspace(zeros, scratch(steps, Needs::forward), EMPTY, EMPTY, Map.of());
    }

    /** For forward and backward passes of steps with these needs. */
    public static Workspace training(List<Needs> steps, int zeros) {
        return new Workspace(
                zeros,
                scratch(steps, Needs::forward),
                scratch(steps, Needs::backward),
                scratch(steps, Needs::sums),
                Arena.ofEach(steps.stream()
                        .flatMap(needs -> needs.gradients().stream())
                        .toList()));
    }

    private static Scratch scratch(List<Needs> steps, ToIntFunction<Needs> need) {
        return Scratch.of(steps.stream().mapToInt(need).max().orElse(0));
    }

    /**
     * Working memory of a step.
     *
     * @param forward floats of scratch of a forward pass
     * @param backward floats of scratch of a backward pass
     * @param sums floats in which a backward pass sums over a batch
     * @param gradients shapes of tensors of gradients on their way through the step
     */
    public record Needs(int forward, int backward, int sums, List<Shape> gradients) {
        /** None. */
        public static final Needs NONE = new Needs(0, 0, 0, List.of());
    }
}
