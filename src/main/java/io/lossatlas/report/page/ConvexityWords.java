package io.lossatlas.report.page;

import io.lossatlas.analysis.network.NegativeCurvature;
import io.lossatlas.config.BnMode;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Convexity in the two directions of a plane, {@code convex_fraction}, beside that in all directions of weight space, the share of points
 * without {@code negative_curvature_share}. They disagree where the second lies outside the interval of the first. One is of the inner
 * points of a grid, the other of all at which the Hessian is finite.
 */
final class ConvexityWords {
    private static final String ALL = NegativeCurvature.NEGATIVE_CURVATURE_SHARE.name();
    private static final String TWO = "convex_fraction";

    private ConvexityWords() {}

    /** A statement for each surface that has both, by network. */
    static List<String> of(List<MetricValue> rows) {
        Map<List<Object>, MetricValue> planes = new HashMap<>();
        rows.stream().filter(row -> row.name().equals(TWO)).forEach(row -> planes.put(key(row), row));
        return rows.stream()
                .filter(row -> row.name().equals(ALL) && !row.network().pooled())
                .sorted(Comparator.comparing(MetricValue::network, Network.ORDER)
                        .thenComparing(MetricValue::plane)
                        .thenComparing(row -> row.step().orElse(0)))
                .map(row -> Optional.ofNullable(planes.get(key(row))).map(plane -> compared(plane, row)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<Object> key(MetricValue row) {
        return List.of(row.network(), row.plane(), row.step(), row.split(), row.bn());
    }

    /**
     * What is to be said of a surface.
     *
     * @param two {@code convex_fraction}
     * @param all {@code negative_curvature_share}
     */
    static String compared(MetricValue two, MetricValue all) {
        double convex = 1 - all.value();
        ConfidenceInterval plane = ConfidenceInterval.of(two);
        boolean known = Double.isFinite(plane.low()) && Double.isFinite(plane.high());
        String shares =
                "%s on plane %s, batch norm %s, %s loss%s: convex at %s of the inner points in the plane's two directions, at %s of %s points in all directions."
                        .formatted(
                                two.network().id(),
                                two.plane(),
                                two.bn(),
                                two.split(),
                                two.step().isPresent()
                                        ? " at step " + Numbers.count(two.step().getAsInt())
                                        : "",
                                known ? plane.percent() : Numbers.percent(two.value()),
                                Numbers.percent(convex),
                                Numbers.count(all.n()));
        return shares + " " + verdict(plane.against(new ConfidenceInterval(convex, convex, convex)), two.bn());
    }

    private static String verdict(Verdict plane, String bn) {
        return switch (plane) {
            case HIGHER -> "They disagree: the plane hides directions in which the loss bends down.";
            case LOWER ->
                "They disagree: the plane bends down where no eigenvalue is negative, as kinks of ReLU%s and wide steps of a grid can make it."
                        .formatted(
                                bn.equals(BnMode.RECALIBRATED.text()) ? ", statistics that move with the weights" : "");
            case NO_DIFFERENCE -> "No disagreement seen.";
            case UNKNOWN -> "Without an interval there is nothing to tell whether they disagree.";
        };
    }
}
