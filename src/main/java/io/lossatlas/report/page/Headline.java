package io.lossatlas.report.page;

import io.lossatlas.config.BnMode;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import io.lossatlas.results.SurfaceSummary;
import io.lossatlas.results.TrainingOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The first sentences of a page: of the deepest pair of networks, how they trained and what surrounds them. */
final class Headline {
    private Headline() {}

    private static final int MOST_NAMED = 4;

    /** One sentence to begin with. */
    static String title(List<TrainingOutcome> outcomes) {
        List<Pair<TrainingOutcome>> pairs = Pair.among(outcomes, TrainingOutcome::network);
        if (pairs.isEmpty()) {
            if (!outcomes.isEmpty()
                    && outcomes.stream().noneMatch(outcome -> outcome.network().known())) {
                return own(
                        outcomes.stream().map(outcome -> outcome.network().id()).toList());
            }
            return outcomes.isEmpty()
                    ? "Nothing is trained yet"
                    : "%d %s, no pair of plain and skip to compare"
                            .formatted(outcomes.size(), outcomes.size() == 1 ? "network" : "networks");
        }
        int depth = pairs.stream().mapToInt(Pair::depth).max().orElseThrow();
        List<Pair<TrainingOutcome>> deepest =
                pairs.stream().filter(pair -> pair.depth() == depth).toList();
        List<Verdict> verdicts = deepest.stream().map(TrainingWords::compared).toList();
        String title = "At depth %d %s".formatted(depth, outcome(verdicts));
        TrainingOutcome plain = deepest.get(0).plain();
        TrainingOutcome skip = deepest.get(0).skip();
        return deepest.size() > 1 || plain.testExamples() == 0 || skip.testExamples() == 0
                ? title
                : "%s: test accuracy %s with them, %s without"
                        .formatted(title, Numbers.percent(skip.testAccuracy()), Numbers.percent(plain.testAccuracy()));
    }

    private static String own(List<String> names) {
        return names.size() == 1
                ? "The landscape of " + names.get(0)
                : names.size() <= MOST_NAMED
                        ? "The landscapes of " + String.join(", ", names)
                        : "The landscapes of %d networks".formatted(names.size());
    }

    /** What the comparisons of one depth come to. */
    static String outcome(List<Verdict> verdicts) {
        if (verdicts.stream().allMatch(verdict -> verdict == Verdict.HIGHER)) {
            return "skip connections helped";
        }
        if (verdicts.stream().allMatch(verdict -> verdict == Verdict.LOWER)) {
            return "skip connections did not help: the plain network is better";
        }
        if (verdicts.stream().allMatch(verdict -> verdict == Verdict.NO_DIFFERENCE)) {
            return "no difference is seen with skip connections";
        }
        if (verdicts.stream().noneMatch(verdict -> verdict == Verdict.HIGHER || verdict == Verdict.UNKNOWN)) {
            return "skip connections helped in none of %d pairs".formatted(verdicts.size());
        }
        return verdicts.stream().allMatch(verdict -> verdict == Verdict.UNKNOWN)
                ? "there are no accuracies to compare"
                : "skip connections helped in some of %d pairs and not in others".formatted(verdicts.size());
    }

    /**
     * A paragraph: the deepest pair's training, then its landscapes, recalibrated where there are any, and the ends of its curvature in
     * all directions where that is known.
     */
    static List<String> sentences(
            List<TrainingOutcome> outcomes, List<SurfaceSummary> landscapes, List<MetricValue> metrics) {
        List<String> sentences = new ArrayList<>();
        int depth = outcomes.stream()
                .map(TrainingOutcome::network)
                .mapToInt(Network::depth)
                .max()
                .orElse(0);
        List<TrainingOutcome> deepest = outcomes.stream()
                .filter(outcome -> outcome.network().depth() == depth)
                .toList();
        if (depth > 0) {
            sentences.add(TrainingWords.depth(depth, deepest));
        }
        landscapes.stream()
                .map(landscape -> landscape.key().bn())
                .max(Comparator.naturalOrder())
                .ifPresentOrElse(
                        bn -> sentences.addAll(around(landscapes, bn, depth)),
                        () -> sentences.add("No surface is published yet: lossatlas surface computes them."));
        sentences.addAll(CurvatureWords.ends(metrics, depth));
        return List.copyOf(sentences);
    }

    private static List<String> around(List<SurfaceSummary> landscapes, BnMode bn, int depth) {
        return SurfaceWords.of(landscapes.stream()
                .filter(landscape ->
                        landscape.key().bn() == bn && landscape.network().depth() == depth)
                .toList());
    }
}
