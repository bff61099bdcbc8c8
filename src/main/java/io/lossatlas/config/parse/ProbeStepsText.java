package io.lossatlas.config.parse;

import io.lossatlas.config.ProbeSteps;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** {@link ProbeSteps} as a configuration writes them: entries such as {@code 7}, {@code 0..10} and {@code every 50}. */
final class ProbeStepsText {
    static final String GRAMMAR = "a step, a range \"FROM..TO\" of at most 100000 steps, or one \"every N\"";
    private static final int LONGEST_RANGE = 100_000;
    private static final Pattern STEP = Pattern.compile("(\\d{1,9})");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})\\s*\\.\\.\\s*(\\d{1,9})");
    private static final Pattern EVERY = Pattern.compile("every\\s+(\\d{1,9})");

    private ProbeStepsText() {}

    /** One entry of the list in the configuration: {@code 7}, {@code 0..10} or {@code every 50}; nothing for others. */
    static Optional<ProbeSteps> parse(String entry) {
        String text = entry.strip();
        Matcher step = STEP.matcher(text);
        if (step.matches()) {
            return Optional.of(new ProbeSteps(List.of(Integer.parseInt(step.group(1))), 0));
        }
        Matcher range = RANGE.matcher(text);
        if (range.matches()) {
            return range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
        }
        Matcher every = EVERY.matcher(text);
        if (every.matches() && Integer.parseInt(every.group(1)) > 0) {
            return Optional.of(new ProbeSteps(List.of(), Integer.parseInt(every.group(1))));
        }
        return Optional.empty();
    }

    private static Optional<ProbeSteps> range(int from, int to) {
        return to >= from && to - from < LONGEST_RANGE
                ? Optional.of(
                        new ProbeSteps(IntStream.rangeClosed(from, to).boxed().toList(), 0))
                : Optional.empty();
    }

    /** The union of entries; nothing where two of them have a period. */
    static Optional<ProbeSteps> union(Collection<ProbeSteps> entries) {
        List<Integer> periods =
                entries.stream().map(ProbeSteps::every).filter(n -> n > 0).toList();
        List<Integer> steps =
                entries.stream().flatMap(entry -> entry.steps().stream()).toList();
        return periods.size() > 1
                ? Optional.empty()
                : Optional.of(new ProbeSteps(steps, periods.isEmpty() ? 0 : periods.get(0)));
    }

    /** The shortest list of entries that parses to these steps, runs of three steps or more as ranges. */
    static List<String> entries(ProbeSteps probe) {
        List<Integer> steps = probe.steps();
        List<String> entries = new ArrayList<>();
        int from = 0;
        while (from < steps.size()) {
            int to = from;
            while (to + 1 < steps.size() && steps.get(to + 1) == steps.get(to) + 1) {
                to++;
            }
            if (to - from >= 2) {
                entries.add(steps.get(from) + ".." + steps.get(to));
                from = to + 1;
            } else {
                entries.add(steps.get(from).toString());
                from++;
            }
        }
        if (probe.every() > 0) {
            entries.add("every " + probe.every());
        }
        return List.copyOf(entries);
    }
}
