package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Few tensors for many values: a value takes over the tensor of one that nobody reads any more, always of the same shape,
 * so that borders stay zero.
 */
final class Slots {
    private final Map<Shape, Deque<Integer>> free = new HashMap<>();
    private final List<Shape> slots = new ArrayList<>();
    private final int[] slotOf;

    private Slots(Program program, Reuse reuse) {
        slotOf = new int[program.values().size()];
        slotOf[0] = take(program.input());
        for (int s = 0; s < program.trunk().size(); s++) {
            Program.Step step = program.trunk().get(s);
            boolean passed = reuse == Reuse.READ_ONLY_ONCE_DONE && program.passing(step.from());
            if (passed) {
                free(program, step.from());
            }
            boolean addedEnds = step.adds() && step.added() != step.from() && lastReader(program, step.added()) == s;
            if (addedEnds && reuse == Reuse.ADDED_TOO) {
                free(program, step.added());
            }
            slotOf[step.to()] = take(program.values().get(step.to()));
            if (addedEnds && reuse == Reuse.READ_ONLY_ONCE_DONE) {
                free(program, step.added());
            }
            if (lastReader(program, step.from()) == s && !passed) {
                free(program, step.from());
            }
        }
    }

    private enum Reuse {
        /** A step may write over what it adds. */
        ADDED_TOO,
        /**
         * A step writes what it makes before it reads what it adds; a value that only the next step reads is normalised into
         * another tensor first, and that step may write over what it was made from.
         */
        READ_ONLY_ONCE_DONE
    }

    /** A tensor for every value, by its number; all zero. Each element that a step adds is read just before it is written. */
    static List<Tensor> forEvaluation(Program program) {
        Slots slots = new Slots(program, Reuse.ADDED_TOO);
        return slots.byValue(Arena.of(slots.slots));
    }

    /**
     * For every value but those that pass a tensor for each group of images, for every passing value those that the
     * convolution writes; all zero. No step makes a value in the tensor that it adds.
     */
    static List<List<Tensor>> forStatistics(Program program, int groups) {
        Slots slots = new Slots(program, Reuse.READ_ONLY_ONCE_DONE);
        List<Shape> shapes = new ArrayList<>();
        slots.slots.forEach(shape -> shapes.addAll(Collections.nCopies(groups, shape)));
        List<Tensor> arena = Arena.of(shapes);
        List<List<Tensor>> tensors = new ArrayList<>();
        for (int n = 0; n < slots.slots.size(); n++) {
            tensors.add(List.copyOf(arena.subList(n * groups, (n + 1) * groups)));
        }
        return slots.byValue(tensors);
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

    private void free(Program program, int value) {
        free.computeIfAbsent(program.values().get(value), none -> new ArrayDeque<>())
                .push(slotOf[value]);
    }

    private static int lastReader(Program program, int value) {
        int last = program.head().from() == value ? program.trunk().size() : -1;
        for (int s = 0; s < program.trunk().size(); s++) {
            Program.Step step = program.trunk().get(s);
            if (step.from() == value || step.added() == value) {
                last = Math.max(last, s);
            }
        }
        return last;
    }
}
