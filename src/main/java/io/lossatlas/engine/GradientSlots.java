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
 * Tensors for the gradients of values, going through the steps from the last to the first. What a step adds takes over
 * the tensor of what it made, since its gradient is the same; other tensors return to the pool of their shape.
 */
final class GradientSlots {
    private static final int NO_SLOT = -1;

    private final Program program;
    private final Map<Shape, Deque<Integer>> free = new HashMap<>();
    private final List<Shape> slots = new ArrayList<>();
    private final int[] slotOf;
    private final Origin[] origins;
    private final boolean[] sharing;

    /** What a step finds of the gradient of the value that it read. */
    enum Origin {
        /** Nothing: it writes the first part. */
        FRESH,
        /** Parts from later steps: it adds its own. */
        BEGUN,
        /** The value is the images, whose gradient nobody wants. */
        UNWANTED
    }

    GradientSlots(Program program) {
        this.program = program;
        slotOf = new int[program.values().size()];
        Arrays.fill(slotOf, NO_SLOT);
        int steps = program.trunk().size();
        origins = new Origin[steps];
        sharing = new boolean[steps];
        slotOf[program.head().from()] = take(program.head().from());
        for (int s = steps - 1; s >= 0; s--) {
            plan(s);
        }
    }

    private void plan(int s) {
        Program.Step step = program.trunk().get(s);
        boolean wanted = step.adds() && step.added() != 0;
        sharing[s] = wanted && slotOf[step.added()] == NO_SLOT;
        if (sharing[s]) {
            slotOf[step.added()] = slotOf[step.to()];
        } else if (!step.adds() || !wanted) {
            free.get(program.values().get(step.to())).push(slotOf[step.to()]);
        }
        if (step.from() == 0) {
            origins[s] = Origin.UNWANTED;
        } else if (slotOf[step.from()] == NO_SLOT) {
            origins[s] = Origin.FRESH;
            slotOf[step.from()] = take(step.from());
        } else {
            origins[s] = Origin.BEGUN;
        }
        if (wanted && !sharing[s]) {
            free.get(program.values().get(step.to())).push(slotOf[step.to()]);
        }
    }

    /** What a step finds of the gradient of the value that it read. */
    Origin origin(int step) {
        return origins[step];
    }

    /** Whether the gradient of what a step adds lies in the tensor of the gradient of what it made. */
    boolean sharing(int step) {
        return sharing[step];
    }

    /** For every value but the images a tensor for each group; empty for the images. */
    List<List<Tensor>> tensors(int groups) {
        List<Shape> shapes = new ArrayList<>();
        slots.forEach(shape -> shapes.addAll(Collections.nCopies(groups, shape)));
        List<Tensor> arena = Arena.of(shapes);
        return Arrays.stream(slotOf)
                .mapToObj(slot -> slot == NO_SLOT
                        ? List.<Tensor>of()
                        : List.copyOf(arena.subList(slot * groups, (slot + 1) * groups)))
                .toList();
    }

    private int take(int value) {
        Shape shape = program.values().get(value);
        Deque<Integer> idle = free.computeIfAbsent(shape, none -> new ArrayDeque<>());
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        slots.add(shape);
        return slots.size() - 1;
    }
}
