package io.lossatlas.report;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.surface.Convexity;
import io.lossatlas.analysis.surface.Minima;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Results;
import io.lossatlas.results.SurfaceSummary;
import io.lossatlas.results.TrainingOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A run in a few numbers, for a terminal: a row for each surface, and one for each network that has none. What is not known
 * is left blank; the network's own numbers stand in its first row alone.
 */
public final class SummaryTable {
    private static final List<String> HEADER = List.of(
            "variant",
            "surface",
            "train loss",
            "test loss",
            "accuracy",
            "centre",
            "min",
            "max",
            "convex",
            "minima",
            "non-finite");

    private final Results results;

    private SummaryTable(Results results) {
        this.results = results;
    }

    /**
     * Of results.
     *
     * @param variants in the order of the rows
     */
    public static TextTable of(Results results, List<String> variants) {
        SummaryTable table = new SummaryTable(results);
        return new TextTable(HEADER, variants.stream().flatMap(table::rows).toList());
    }

    private Stream<List<String>> rows(String variant) {
        List<List<String>> rows = new ArrayList<>();
        for (SurfaceSummary summary : results.summaries()) {
            if (summary.key().variant().equals(variant)) {
                rows.add(row(rows.isEmpty() ? network(variant) : List.of("", "", "", ""), summary));
            }
        }
        return rows.isEmpty() ? Stream.of(without(variant)) : rows.stream();
    }

    /** Name, losses and accuracy. */
    private List<String> network(String variant) {
        return outcome(variant)
                .map(outcome -> List.of(
                        variant,
                        number(outcome.trainLoss()),
                        number(outcome.testLoss()),
                        percent(outcome.testAccuracy())))
                .findFirst()
                .orElse(List.of(variant, "", "", ""));
    }

    private Stream<TrainingOutcome> outcome(String variant) {
        return results.outcomes().stream()
                .filter(outcome -> outcome.network().id().equals(variant));
    }

    private List<String> without(String variant) {
        String reason = outcome(variant)
                .map(outcome -> outcome.diverged() ? "diverged at step " + outcome.step() : "no surface")
                .findFirst()
                .orElse("not trained");
        List<String> network = network(variant);
        return List.of(variant, reason, network.get(1), network.get(2), network.get(3), "", "", "", "", "", "");
    }

    private List<String> row(List<String> network, SurfaceSummary summary) {
        SurfaceKey key = summary.key();
        double minima = metric(key, Minima.MINIMA);
        return List.of(
                network.get(0),
                "%s %s %s%s"
                        .formatted(
                                key.plane(),
                                key.split().text(),
                                key.bn().text(),
                                results.isCurrent(key) ? "" : " at step " + key.step()),
                network.get(1),
                network.get(2),
                network.get(3),
                number(summary.centre()),
                number(summary.lowest()),
                number(summary.highest()),
                percent(metric(key, Convexity.CONVEX_FRACTION)),
                Double.isNaN(minima) ? "" : Long.toString(Math.round(minima)),
                summary.nonFinite() == 0 ? "" : Long.toString(summary.nonFinite()));
    }

    private double metric(SurfaceKey key, Metric metric) {
        return results.metric(key, metric).map(MetricValue::value).orElse(Double.NaN);
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.plain(value);
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : Numbers.percent(share);
    }
}
