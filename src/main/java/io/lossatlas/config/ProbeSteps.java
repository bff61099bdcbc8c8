package io.lossatlas.config;

import java.io.Serializable;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The steps whose gradients are recorded: the union of single steps, ranges and a period.
 *
 * @param steps named steps, ascending
 * @param every a period in steps, counted from 0; 0 for none
 */
public record ProbeSteps(List<Integer> steps, int every) implements Serializable {
    /** Sorts the steps and drops repeats. */
    public ProbeSteps {
        SortedSet<Integer> sorted = new TreeSet<>(steps);
        steps = List.copyOf(sorted);
    }

    /** Whether the gradient before update {@code step} is recorded. */
    public boolean contains(int step) {
        return steps.contains(step) || (every > 0 && step % every == 0);
    }
}
