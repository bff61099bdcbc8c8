package io.lossatlas.plane;

import io.lossatlas.config.TrainConfig;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.model.Variant;
import java.util.NavigableSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;

/**
 * A network of a run, as far as planes have to know it.
 *
 * @param id its name
 * @param graph one text for all networks of one graph, between whose weights there are lines
 * @param lastStep updates of its training; absent where only the images tell
 * @param keeps tells whether weights of a step up to the last one are stored, or will be
 */
public record RunNetwork(String id, String graph, OptionalInt lastStep, IntPredicate keeps) {

    /** A network of a sweep. */
    public static RunNetwork of(Variant variant, OptionalInt lastStep, TrainConfig train) {
        String graph = "d%d-%s-w%d".formatted(variant.depth(), variant.wiring().text(), variant.width());
        return new RunNetwork(
                variant.id(), graph, lastStep, step -> train.keepsWeights(step, lastStep.orElse(Integer.MAX_VALUE)));
    }

    /**
     * A network that is brought along.
     *
     * @param graph one text for all networks of one graph
     * @param steps those of its weights
     */
    public static RunNetwork brought(String id, String graph, NavigableSet<Integer> steps) {
        return new RunNetwork(id, graph, OptionalInt.of(steps.last()), steps::contains);
    }

    /** Whether weights of a step are stored, or will be. */
    public boolean stores(int step) {
        return lastStep.isEmpty() || (step <= lastStep.getAsInt() && keeps.test(step));
    }

    /** The steps of a choice, ascending; step 0 alone while the last one is unknown. */
    public NavigableSet<Integer> chosen(StepChoice choice) {
        return lastStep.isEmpty() ? new TreeSet<>(Set.of(0)) : choice.of(lastStep.getAsInt(), this::stores);
    }

    /** The step of the centre of its planes: the last, or 0 while it is unknown. */
    public int centre() {
        return lastStep.orElse(0);
    }
}
