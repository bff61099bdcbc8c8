package io.lossatlas.analysis.metric;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Metrics that are declared and computed together, since one pass gives them all. An implementation has no state: one
 * instance measures in many threads.
 *
 * @param <S> what they are numbers of
 */
public interface MetricFamily<S> {
    /** All that it can give, in the order in which they are read best. */
    List<Metric> metrics();

    /** The heading under which they are read. */
    Section section();

    /** Their message, in a few words. */
    String summary();

    /** How they are computed: the formulas, each once. */
    default String formula() {
        return metrics().stream().map(Metric::formula).distinct().collect(Collectors.joining("; "));
    }

    /** Adds the metrics that can be had of a subject, none but the declared ones. */
    void measure(S subject, MetricValues values);
}
