package io.lossatlas.report.page;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.metric.Metric;
import java.util.Arrays;
import java.util.List;

/** What a page says of a metric beside its numbers. Names that {@link Metrics} does not know are shown as they are. */
final class MetricNames {
    private static final List<String> ALL =
            Metrics.all().stream().map(Metric::name).toList();

    /** What is told first of a landscape. */
    private static final List<String> FIRST = List.of(
            "strictly_convex_fraction",
            "flat_fraction",
            "log_total_variation",
            "log_rms_second_difference",
            "minima",
            "plateau_spread",
            "basin_width_t1",
            "sharpness_mean_r0_5",
            "centre_excess");

    private MetricNames() {}

    /** Sections of metrics, in the order of the page. */
    enum Group {
        /** How a surface curves. */
        CURVATURE("Curvature", "convex_", "strictly_convex_", "flat_", "centre_lambda_"),
        /** How uneven it is. */
        ROUGHNESS("Roughness", "total_variation", "rms_second", "log_total_variation", "log_rms_second"),
        /** Its valleys. */
        MINIMA("Minima and barriers", "minima", "edge_minima", "barrier_"),
        /** What surrounds the trained weights. */
        CENTRE(
                "Around the trained weights",
                "centre_",
                "sharpness_",
                "basin_",
                "minimum_",
                "asymmetry",
                "log_asymmetry"),
        /** Its losses. */
        LOSS("Losses", "loss_", "plateau_", "points", "non_finite_points", "missing_points"),
        /** The network itself. */
        NETWORK("Trainability and the gap to unseen examples", "gradient_", "train_", "test_", "gap_"),
        /** The two directions. */
        PLANE("Directions of the planes", "gram_", "direction_"),
        /** Whatever else the table holds. */
        OTHER("Other");

        private final String title;
        private final List<String> prefixes;

        Group(String title, String... prefixes) {
            this.title = title;
            this.prefixes = List.of(prefixes);
        }

        String title() {
            return title;
        }

        private boolean has(String metric) {
            return prefixes.stream().anyMatch(metric::startsWith);
        }
    }

    /** Which section a metric belongs to. */
    static Group group(String metric) {
        return Arrays.stream(Group.values())
                .filter(group -> group.has(metric))
                .findFirst()
                .orElse(Group.OTHER);
    }

    /** Its place when only some are named: smaller comes first. */
    static int rank(String metric) {
        int first = FIRST.indexOf(metric);
        int place = ALL.indexOf(metric);
        return first >= 0 ? first : FIRST.size() + (place >= 0 ? place : ALL.size());
    }

    /** Its place in the tables. */
    static int place(String metric) {
        int place = ALL.indexOf(metric);
        return place >= 0 ? place : ALL.size();
    }

    /** Its name as words, like {@code sharpness mean r0.5}. */
    static String words(String metric) {
        return metric.replaceFirst("(_[rt]\\d+)_(\\d+)$", "$1.$2").replace('_', ' ');
    }
}
