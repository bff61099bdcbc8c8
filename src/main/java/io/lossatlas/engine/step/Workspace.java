package io.lossatlas.engine.step;

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

    /** For forward passes alone. */
    public static Workspace forward(List<Step> steps, List<Shape> values, int zeros) {
        return new Workspace(zeros, scratch(steps, values, Needs::forward), EMPTY, EMPTY, Map.of());
    }

    /** For forward and backward passes. */
    public static Workspace training(List<Step> steps, List<Shape> values, int zeros) {
        return new Workspace(
                zeros,
                scratch(steps, values, Needs::forward),
                scratch(steps, values, Needs::backward),
                scratch(steps, values, Needs::sums),
                Arena.ofEach(steps.stream()
                        .flatMap(step -> step.needs(values).gradients().stream())
                        .toList()));
    }

    private static Scratch scratch(List<Step> steps, List<Shape> values, ToIntFunction<Needs> need) {
        return Scratch.of(steps.stream()
                .mapToInt(step -> need.applyAsInt(step.needs(values)))
                .max()
                .orElse(0));
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
        static final Needs NONE = new Needs(0, 0, 0, List.of());
    }
}
