package io.lossatlas.config.parse;

import io.lossatlas.config.landscape.StepChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads and writes which steps of a training are looked at: {@code [0, 300, last]}, or {@code all}. */
final class StepChoices {
    private static final String LAST = "last";
    private static final String ALL = "all";
    private static final String GRAMMAR = "all, or a list of steps from 0 on and last, each once";
    private static final Kind<Integer> STEP = Kind.atLeast(0);

    private StepChoices() {}

    static StepChoice read(Setting setting) {
        Object plain = setting.value().unwrapped();
        if (ALL.equals(plain)) {
            return new StepChoice(List.of(), false, true);
        }
        if (!(plain instanceof List)) {
            throw setting.refused(GRAMMAR);
        }
        List<Object> texts = setting.setOf(new Kind<>(
                GRAMMAR,
                value -> LAST.equals(value.unwrapped())
                        ? Optional.of(LAST)
                        : STEP.parse().apply(value).map(Object.class::cast)));
        List<Integer> steps = texts.stream()
                .filter(Integer.class::isInstance)
                .map(Integer.class::cast)
                .sorted()
                .toList();
        return new StepChoice(steps, texts.contains(LAST), false);
    }

    /** The value that {@link #read} reads so. */
    static Object write(StepChoice choice) {
        if (choice.all()) {
            return ALL;
        }
        List<Object> values = new ArrayList<>(choice.steps());
        if (choice.last()) {
            values.add(LAST);
        }
        return values;
    }
}
