package io.lossatlas.report;

import io.lossatlas.report.figure.Numbers;
import java.util.List;

/**
 * A trained variant and one of its surfaces in a few numbers, NaN where there is none.
 *
 * @param variant id of the network
 * @param surface plane, split and batch normalisation of the surface, or why there is none
 * @param trainLoss mean loss on the fixed slice of the training set after the last step
 * @param testLoss the same of the test set
 * @param testAccuracy share of right answers there
 * @param centre loss at (0, 0); NaN where the grid misses it
 * @param min least finite loss of the surface
 * @param max largest finite loss of the surface
 * @param nonFinite points whose loss is NaN or infinite
 * @param convex metric {@code convex_fraction}
 * @param minima metric {@code minima}
 */
public record Summary(
        String variant,
        String surface,
        double trainLoss,
        double testLoss,
        double testAccuracy,
        double centre,
        double min,
        double max,
        long nonFinite,
        double convex,
        double minima) {
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

    /** Summaries as a table for a terminal; the network's own numbers stand in its first row alone. */
    public static TextTable table(List<Summary> summaries) {
        String[] above = {""};
        List<List<String>> rows = summaries.stream()
                .map(summary -> {
                    boolean repeated = summary.variant.equals(above[0]);
                    above[0] = summary.variant;
                    return summary.row(repeated);
                })
                .toList();
        return new TextTable(HEADER, rows);
    }

    private List<String> row(boolean repeated) {
        return List.of(
                repeated ? "" : variant,
                surface,
                repeated ? "" : number(trainLoss),
                repeated ? "" : number(testLoss),
                repeated || Double.isNaN(testAccuracy) ? "" : Numbers.percent(testAccuracy),
                number(centre),
                number(min),
                number(max),
                Double.isNaN(convex) ? "" : Numbers.percent(convex),
                Double.isNaN(minima) ? "" : Long.toString(Math.round(minima)),
                nonFinite == 0 ? "" : Long.toString(nonFinite));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Numbers.plain(value);
    }
}
