package io.lossatlas.engine;

import io.lossatlas.engine.kernel.Arena;
import io.lossatlas.engine.kernel.Shape;
import io.lossatlas.engine.kernel.Tensor;
import io.lossatlas.engine.step.Operand;
import io.lossatlas.engine.step.Step;
import io.lossatlas.engine.step.pass.StepGradients;
import io.lossatlas.engine.step.pass.StepGradients.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Tensors for the gradients of values, going through the steps from the last to the first. A value to which a step hands its
 * own gradient on takes over that gradient's tensor, if it is the first; other tensors return to the pool of their shape.
 */
final class GradientSlots {
    private static final int NO_SLOT = -1;

    private final CompiledNetwork network;
    private final Map<Shape, Deque<Integer>> free = new HashMap<>();
    private final List<Shape> slots = new ArrayList<>();
    private final int[] slotOf;
    private final boolean[] wanted;
    private final Delivery[][] deliveries;

    GradientSlots(CompiledNetwork network) {
        this.network = network;
        slotOf = new int[network.values().size()];
        Arrays.fill(slotOf, NO_SLOT);
        wanted = new boolean[slotOf.length];
        network.steps().forEach(step -> wanted[step.makes()] = !step.constant());
        deliveries = new Delivery[network.steps().size()][];
        slotOf[network.output()] = take(network.output());
        for (int s = network.steps().size() - 1; s >= 0; s--) {
            plan(network.steps().get(s), s);
        }
    }

    private void plan(Step step, int s) {
        List<Operand> operands = step.reads();
        deliveries[s] = new Delivery[operands.size()];
        boolean shared = false;
        for (int n = 0; n < operands.size(); n++) {
            Operand operand = operands.get(n);
            if (operand.reading().handsOn()) {
                boolean first = wanted[operand.value()] && slotOf[operand.value()] == NO_SLOT && !shared;
                shared |= first;
                if (first) {
                    slotOf[operand.value()] = slotOf[step.makes()];
                }
                deliveries[s][n] = first ? Delivery.SHARED : delivery(operand.value());
            }
        }
        if (step.buffered() && !shared) {
            free(step.makes());
        }
        for (int n = 0; n < operands.size(); n++) {
            if (!operands.get(n).reading().handsOn()) {
                deliveries[s][n] = delivery(operands.get(n).value());
            }
        }
        if (!step.buffered() && !shared) {
            free(step.makes());
        }
    }

    private Delivery delivery(int value) {
        if (!wanted[value]) {
            return Delivery.UNWANTED;
        }
        if (slotOf[value] != NO_SLOT) {
            return Delivery.BEGUN;
        }
        slotOf[value] = take(value);
        return Delivery.FRESH;
    }

    /** For every value a tensor for each group; empty for the images and for constants. */
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

    /**
     * The gradients that a step sees.
     *
     * @param gradients those of {@link #tensors}
     */
    StepGradients ofStep(int s, List<List<Tensor>> gradients) {
        Step step = network.steps().get(s);
        List<List<Tensor>> read = step.reads().stream()
                .map(operand -> gradients.get(operand.value()))
                .toList();
        return new StepGradients(gradients.get(step.makes()), List.of(deliveries[s]), read);
    }

    private void free(int value) {
        if (slotOf[value] == NO_SLOT) {
            return;
        }
        free.computeIfAbsent(network.values().get(value), none -> new ArrayDeque<>())
                .push(slotOf[value]);
    }

    private int take(int value) {
        Shape shape = network.values().get(value);
        Deque<Integer> idle = free.computeIfAbsent(shape, none -> new ArrayDeque<>());
        if (!idle.isEmpty()) {
            return idle.pop();
        }
        slots.add(shape);
        return slots.size() - 1;
    }
}
