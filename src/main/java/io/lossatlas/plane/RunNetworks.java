package io.lossatlas.plane;

import io.lossatlas.config.TrainConfig;
import io.lossatlas.model.Variant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The networks of a run, as far as planes have to know them.
 *
 * @param variants those of the sweep
 * @param lastStep of each of them: updates of its training; absent where only the images tell
 * @param train tells at which steps weights are stored
 */
public record RunNetworks(List<Variant> variants, OptionalInt lastStep, TrainConfig train) {
    private static final int MOST_NAMED = 12;

    /** Copies the list. */
    public RunNetworks {
        variants = List.copyOf(variants);
    }

    RunNetworks withLastStep(int step) {
        return new RunNetworks(variants, OptionalInt.of(step), train);
    }

    /** The network of an id. */
    public Optional<Variant> variant(String id) {
        return variants.stream().filter(variant -> variant.id().equals(id)).findFirst();
    }

    /** Their ids, the first so many. */
    public String names() {
        return variants.stream().limit(MOST_NAMED).map(Variant::id).collect(Collectors.joining(", "))
                + (variants.size() > MOST_NAMED ? ", ..." : "");
    }

    /** Whether weights of a step are stored, or will be. */
    public boolean stores(int step) {
        return lastStep.isEmpty() || (step <= lastStep.getAsInt() && train.keepsWeights(step, lastStep.getAsInt()));
    }

    /** The steps whose weights are stored, the first so many. */
    public String steps() {
        int last = lastStep.orElseThrow();
        List<String> steps = IntStream.rangeClosed(0, last)
                .filter(step -> train.keepsWeights(step, last))
                .mapToObj(Integer::toString)
                .limit(MOST_NAMED)
                .toList();
        return String.join(", ", steps) + (steps.size() == MOST_NAMED ? ", ..., " + last : "");
    }
}
