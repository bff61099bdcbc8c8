package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.TrainingOutcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What the test accuracies and training losses of a sweep support. Two networks differ where the 95 % intervals of their
 * test accuracies (Wilson's) do not meet.
 */
final class TrainingWords {
    private TrainingWords() {}

    /** A sentence or a few for each depth, and one for each network that diverged. */
    static List<String> of(List<TrainingOutcome> outcomes) {
        List<String> findings = new ArrayList<>();
        List<Integer> depths = outcomes.stream()
                .map(outcome -> outcome.network().depth())
                .distinct()
                .toList();
        for (int depth : depths) {
            List<TrainingOutcome> there = outcomes.stream()
                    .filter(outcome -> outcome.network().depth() == depth)
                    .toList();
            if (depth > 0) {
                findings.add(depth(depth, there));
            }
        }
        outcomes.stream()
                .filter(TrainingOutcome::diverged)
                .map(outcome -> "%s diverged: its loss was no longer finite at step %s, so it has no landscape."
                        .formatted(outcome.network().id(), Numbers.count(outcome.step())))
                .forEach(findings::add);
        return List.copyOf(findings);
    }

    /** What is to be said of one depth. */
    static String depth(int depth, List<TrainingOutcome> outcomes) {
        List<Pair<TrainingOutcome>> pairs = Pair.among(outcomes, TrainingOutcome::network);
        if (pairs.isEmpty()) {
            return alone(depth, outcomes);
        }
        return pairs.size() == 1 ? pair(pairs.get(0)) : pairs(depth, pairs);
    }

    private static String alone(int depth, List<TrainingOutcome> outcomes) {
        String accuracies = outcomes.stream()
                .map(outcome -> "%s %s".formatted(outcome.network().id(), ending(outcome)))
                .collect(Collectors.joining("; "));
        return "Depth %d has no pair of a plain and a skip network to compare: %s.".formatted(depth, accuracies);
    }

    private static String pair(Pair<TrainingOutcome> pair) {
        return "Depth %d: with skip connections the network %s; without them it %s. %s"
                .formatted(pair.depth(), ending(pair.skip()), ending(pair.plain()), verdict(pair));
    }

    private static String ending(TrainingOutcome outcome) {
        if (outcome.diverged()) {
            return "diverged at step " + Numbers.count(outcome.step());
        }
        if (!Double.isFinite(outcome.testAccuracy())) {
            return "has no test accuracy recorded";
        }
        String guessing =
                outcome.guesses() ? ", its training loss still %s (guessing is %s = %s)" : ", training loss %s";
        return "ends at %s test accuracy%s"
                .formatted(
                        ConfidenceInterval.of(outcome).percent(),
                        guessing.formatted(
                                Numbers.plain(outcome.trainLoss()),
                                outcome.guessing().text(),
                                Numbers.plain(outcome.guessing().loss())));
    }

    /** How the skip network of a pair stands to the plain one; a network that diverged is worse than one that did not. */
    static Verdict compared(Pair<TrainingOutcome> pair) {
        if (pair.skip().diverged() != pair.plain().diverged()) {
            return pair.plain().diverged() ? Verdict.HIGHER : Verdict.LOWER;
        }
        return ConfidenceInterval.of(pair.skip()).against(ConfidenceInterval.of(pair.plain()));
    }

    private static String verdict(Pair<TrainingOutcome> pair) {
        return switch (compared(pair)) {
            case HIGHER -> "Skip connections helped here.";
            case LOWER -> "Skip connections did not help here: the plain network is better.";
            case NO_DIFFERENCE ->
                "No difference seen: the 95 % intervals of the two accuracies meet, so skip connections "
                        + "did not measurably help here.";
            case UNKNOWN -> "There is nothing to compare.";
        };
    }

    private static String pairs(int depth, List<Pair<TrainingOutcome>> pairs) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        pairs.forEach(pair -> counts.merge(compared(pair), 1, Integer::sum));
        int better = counts.getOrDefault(Verdict.HIGHER, 0);
        int worse = counts.getOrDefault(Verdict.LOWER, 0);
        int same = pairs.size() - better - worse;
        return "Depth %d, %d pairs of networks (same width, seed and learning rate): skip connections help in %d, hurt in %d, "
                        .formatted(depth, pairs.size(), better, worse)
                + "and no difference is seen in %d. Test accuracy with them %s, without them %s. %s"
                        .formatted(
                                same,
                                range(pairs.stream().map(Pair::skip).toList()),
                                range(pairs.stream().map(Pair::plain).toList()),
                                together(better, worse, pairs.size()));
    }

    private static String together(int better, int worse, int pairs) {
        if (better == pairs) {
            return "They helped every time.";
        }
        if (worse == pairs) {
            return "They did not help here: the plain network is better every time.";
        }
        return better + worse == 0
                ? "No difference seen at this depth."
                : "The outcome depends on the seed, width or learning rate.";
    }

    private static String range(List<TrainingOutcome> outcomes) {
        double[] known = outcomes.stream()
                .mapToDouble(TrainingOutcome::testAccuracy)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return known.length == 0
                ? "unknown"
                : "%s to %s".formatted(Numbers.percent(known[0]), Numbers.percent(known[known.length - 1]));
    }
}
