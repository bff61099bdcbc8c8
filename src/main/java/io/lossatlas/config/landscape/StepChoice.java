package io.lossatlas.config.landscape;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Steps of a training whose weights are looked at: numbers, {@code last}, or {@code all} that are stored.
 *
 * @param steps single ones
 * @param last whether the last one is among them
 * @param all whether all stored ones are
 */
public record StepChoice(List<Integer> steps, boolean last, boolean all) {
    /** The last step alone. */
    public static final StepChoice LAST = new StepChoice(List.of(), true, false);

    /** Copies the list. */
    public StepChoice {
        steps = List.copyOf(steps);
    }

    /**
     * The steps of a training, ascending; single ones past its end among them.
     *
     * @param lastStep of the training
     * @param stored tells of which steps there are weights
     */
    public NavigableSet<Integer> of(int lastStep, IntPredicate stored) {
        NavigableSet<Integer> chosen = new TreeSet<>(steps);
        if (last) {
            chosen.add(lastStep);
        }
        if (all) {
            IntStream.rangeClosed(0, lastStep).filter(stored).forEach(chosen::add);
        }
        return chosen;
    }
}
