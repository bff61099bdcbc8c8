package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.surface.LinearBarrier;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Results;
import io.lossatlas.results.SurfaceSummary;
import java.util.List;

/** What lies on the straight way from one network to another: the metric {@code barrier}, with its interval. */
final class LineWords {
    private LineWords() {}

    /** A statement for each line. */
    static List<String> of(Results results) {
        return results.current().stream()
                .filter(SurfaceSummary::isLine)
                .map(line -> line(line, results))
                .toList();
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
                        .orElse("an end is no point of the grid or not finite, so there is no barrier to tell.");
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
        return barrier.value() > 0
                ? "it rises by at most %s%s%s above the straight line between the losses of the two ends."
                        .formatted(Numbers.plain(barrier.value()), guessing.unit(), interval)
                : "no barrier: it is nowhere above the straight line between the losses of the two ends%s."
                        .formatted(interval);
    }
}
