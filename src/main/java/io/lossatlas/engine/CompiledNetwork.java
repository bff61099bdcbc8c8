package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.Operand;
import io.lossatlas.engine.step.Step;
import io.lossatlas.engine.step.pass.Workspace;
import io.lossatlas.engine.step.pass.Workspace.Needs;
import io.lossatlas.graph.ParameterLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A compiled network. Values are numbered; value 0 is the images, and the last step makes the logits.
 *
 * @param layout of the flat parameter vector, into which all indices of steps point
 * @param values shape of each value for a group of 16 images
 * @param steps in the order in which they run
 */
record CompiledNetwork(ParameterLayout layout, List<Shape> values, List<Step> steps) implements Serializable {

    CompiledNetwork {
        values = List.copyOf(values);
        steps = List.copyOf(steps);
    }

    /** The images' shape. */
    Shape input() {
        return values.get(0);
    }

    /** The number of the logits. */
    int output() {
        return steps.get(steps.size() - 1).makes();
    }

    /** Number of classes. */
    int classes() {
        return values.get(output()).width();
    }

    /** Length of parameter arrays: those of the layout, and zeros for the biases of any step that has none. */
    int parameters() {
        return layout.size() + values.stream().mapToInt(Shape::channels).max().orElse(0);
    }

    /** Working memory for forward passes. */
    Workspace forward() {
        return Workspace.forward(needs(), layout.size());
    }

    /** Working memory for forward and backward passes. */
    Workspace training() {
        return Workspace.training(needs(), layout.size());
    }

    private List<Needs> needs() {
        return steps.stream().map(step -> step.needs(values)).toList();
    }

    /** Whether a step is the last that reads a value. */
    boolean ends(int value, int step) {
        return lastReader(value) == step;
    }

    private int lastReader(int value) {
        int last = value == output() ? steps.size() : -1;
        for (int s = 0; s < steps.size(); s++) {
            if (reads(steps.get(s), value)) {
                last = Math.max(last, s);
            }
        }
        return last;
    }

    private static boolean reads(Step step, int value) {
        return step.reads().stream().anyMatch(operand -> operand.value() == value);
    }

    /**
     * Whether a value is made by a buffered step that reads no other value late, and read by the step after that alone and at
     * once: it need not be kept, since normalising again what the step made gives it back.
     */
    boolean passing(int value) {
        for (int s = 0; s + 1 < steps.size(); s++) {
            Step step = steps.get(s);
            if (step.makes() == value) {
                return step.buffered() && step.reads().size() == 1 && readOnceAtOnce(value, s + 1);
            }
        }
        return false;
    }

    private boolean readOnceAtOnce(int value, int reader) {
        List<Operand> readings = steps.stream()
                .flatMap(step -> step.reads().stream())
                .filter(operand -> operand.value() == value)
                .toList();
        return readings.size() == 1
                && reads(steps.get(reader), value)
                && !readings.get(0).reading().late();
    }

    /**
     * Tensors of values in which those that pass share one for all groups.
     *
     * @param kept for each value a tensor for each group; those of values that pass are not looked at
     */
    List<List<Tensor>> values(List<List<Tensor>> kept, int groups) {
        List<Integer> passing =
                IntStream.range(0, values.size()).filter(this::passing).boxed().toList();
        Map<Shape, Tensor> shared =
                Arena.ofEach(passing.stream().map(values::get).toList());
        List<List<Tensor>> all = new ArrayList<>(kept);
        passing.forEach(v -> all.set(v, Collections.nCopies(groups, shared.get(values.get(v)))));
        return List.copyOf(all);
    }
}
