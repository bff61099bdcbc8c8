package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.surface.LinearBarrier;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Results;
import io.lossatlas.results.SurfaceSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What lies on the straight way from one network to another: the metric {@code barrier}, with its interval. */
final class LineWords {
    private LineWords() {}

    /** A statement for each line, and one for each pair of a plain and a skip network that have the same. */
    static List<String> of(Results results) {
        List<SurfaceSummary> lines =
                results.current().stream().filter(SurfaceSummary::isLine).toList();
        List<String> words = new ArrayList<>();
        lines.forEach(line -> words.add(line(line, results)));
        lines.stream()
                .collect(Collectors.groupingBy(
                        line -> List.of(
                                line.key().plane(),
                                line.key().split(),
                                line.key().bn()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .forEach(alike -> words.addAll(pairs(alike.stream()
                        .map(line -> results.metric(line.key(), LinearBarrier.BARRIER))
                        .flatMap(Optional::stream)
                        .toList())));
        return List.copyOf(words);
    }

    /** Plain beside skip, of barriers on one plane, split and treatment of batch normalisation. */
    static List<String> pairs(List<MetricValue> barriers) {
        return Pair.among(barriers, MetricValue::network).stream()
                .map(LineWords::pair)
                .toList();
    }

    private static String pair(Pair<MetricValue> pair) {
        MetricValue skip = pair.skip();
        String numbers =
                "Depth %d (%s), plane %s, batch norm %s, %s loss: the barrier is %s with skip connections, %s without"
                        .formatted(
                                pair.depth(),
                                pair.rest(),
                                skip.plane(),
                                skip.bn(),
                                skip.split(),
                                ConfidenceInterval.of(skip).text(),
                                ConfidenceInterval.of(pair.plain()).text());
        return switch (ConfidenceInterval.of(skip).against(ConfidenceInterval.of(pair.plain()))) {
            case HIGHER -> numbers + ": higher with them.";
            case LOWER -> numbers + ": lower with them.";
            case NO_DIFFERENCE -> numbers + ": no difference seen.";
            case UNKNOWN -> numbers + ", without an interval to compare by.";
        };
    }

    private static String line(SurfaceSummary line, Results results) {
        String way = "From %s at step %d to %s, batch norm %s, loss on the %s split: "
                .formatted(
                        line.network().id(),
                        line.key().step(),
                        results.otherEnd(line.key().plane()),
                        line.key().bn().text(),
                        line.key().split().text());
        return way
                + results.metric(line.key(), LinearBarrier.BARRIER)
                        .map(barrier -> barrier(barrier, line.guessing()))
                        .orElse("an end is no point of the grid or not finite, so there is no barrier to tell.")
                + holes(line);
    }

    private static String holes(SurfaceSummary line) {
        return line.nonFinite() == 0
                ? ""
                : " Of the %s points of the line %s are not finite and left out."
                        .formatted(Numbers.count(line.published()), Numbers.count(line.nonFinite()));
    }

    /**
     * What is to be said of a barrier.
     *
     * @param guessing tells the unit of its loss
     */
    static String barrier(MetricValue barrier, GuessingLoss guessing) {
        String interval = Double.isFinite(barrier.low())
                ? " (%s to %s, by intervals of %s)"
                        .formatted(Numbers.plain(barrier.low()), Numbers.plain(barrier.high()), barrier.interval())
                : "";
        if (barrier.value() > 0 && barrier.low() <= 0) {
            return "no barrier is seen: its rise of at most %s%s above the straight line between the losses of the two ends is not told from none%s."
                    .formatted(Numbers.plain(barrier.value()), guessing.unit(), interval);
        }
        return barrier.value() > 0
                ? "it rises by at most %s%s%s above the straight line between the losses of the two ends."
                        .formatted(Numbers.plain(barrier.value()), guessing.unit(), interval)
                : "no barrier: it is nowhere above the straight line between the losses of the two ends%s."
                        .formatted(interval);
    }
}
