package io.lossatlas.report.page;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.metric.Metric;
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
