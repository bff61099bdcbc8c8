package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.Operand;
import io.lossatlas.engine.step.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Few tensors for many values: a value takes over the tensor of one that nobody reads any more, always of the same shape,
 * so that borders stay zero.
 */
final class Slots {
    private final CompiledNetwork network;
    private final Map<Shape, Deque<Integer>> free = new HashMap<>();
    private final List<Shape> slots = new ArrayList<>();
    private final int[] slotOf;

    /**
     * Plans.
     *
     * @param overwritten operands whose tensor the step that reads them last may write over
     */
    private Slots(CompiledNetwork network, Predicate<Operand> overwritten) {
        this.network = network;
        slotOf = new int[network.values().size()];
        slotOf[0] = take(network.input());
        for (int s = 0; s < network.steps().size(); s++) {
            Step step = network.steps().get(s);
            List<Integer> ending = ending(s);
            List<Integer> before = ending.stream()
                    .filter(value -> step.reads().stream()
                            .filter(operand -> operand.value() == value)
                            .allMatch(overwritten))
                    .toList();
            before.forEach(this::free);
            slotOf[step.makes()] = take(network.values().get(step.makes()));
            ending.stream().filter(value -> !before.contains(value)).forEach(this::free);
        }
    }

    /** Values that a step reads and none after it, each once; what a step adds before what it computes with. */
    private List<Integer> ending(int s) {
        List<Integer> ending = new ArrayList<>(network.steps().get(s).reads().stream()
                .map(Operand::value)
                .distinct()
                .filter(value -> network.ends(value, s))
                .toList());
        Collections.reverse(ending);
        return ending;
    }

    /** A tensor for every value, by its number; all zero. */
    static List<Tensor> forEvaluation(CompiledNetwork network) {
        Slots slots = new Slots(network, operand -> operand.reading().inPlace());
        return slots.byValue(Arena.of(slots.slots));
    }

    /**
     * For every value but those that pass a tensor for each group of images, for every passing value those that its step
     * writes before it normalises; all zero. A value that passes is normalised into another tensor just before the next step
     * reads it, and that step may write over what it was made from.
     */
    static List<List<Tensor>> forStatistics(CompiledNetwork network, int groups) {
        Slots slots =
                new Slots(network, operand -> operand.reading().inPlaceInBatch() || network.passing(operand.value()));
        List<Shape> shapes = new ArrayList<>();
        slots.slots.forEach(shape -> shapes.addAll(Collections.nCopies(groups, shape)));
        List<Tensor> arena = Arena.of(shapes);
        List<List<Tensor>> tensors = new ArrayList<>();
        for (int n = 0; n < slots.slots.size(); n++) {
            tensors.add(List.copyOf(arena.subList(n * groups, (n + 1) * groups)));
        }
        return slots.byValue(tensors);
    }

    /** Floats of the tensors of {@link #forEvaluation}. */
    static long evaluationFloats(CompiledNetwork network) {
        return new Slots(network, operand -> operand.reading().inPlace()).floats();
    }

    /** Floats of the tensors of {@link #forStatistics}. */
    static long statisticsFloats(CompiledNetwork network, int groups) {
        Slots slots =
                new Slots(network, operand -> operand.reading().inPlaceInBatch() || network.passing(operand.value()));
        return groups * slots.floats();
    }

    private long floats() {
        return slots.stream().mapToLong(Shape::floats).sum();
    }

    private <T> List<T> byValue(List<T> bySlot) {
        return Arrays.stream(slotOf).mapToObj(bySlot::get).toList();
    }

    private int take(Shape shape) {
        Deque<Integer> idle = free.computeIfAbsent(shape, none -> new ArrayDeque<>());
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        slots.add(shape);
        return slots.size() - 1;
    }

    private void free(int value) {
        free.computeIfAbsent(network.values().get(value), none -> new ArrayDeque<>())
                .push(slotOf[value]);
    }
}
