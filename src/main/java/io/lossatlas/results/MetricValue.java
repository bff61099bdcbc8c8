package io.lossatlas.results;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.Uncertainty;
import io.lossatlas.analysis.metric.Metric;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A number that sums a surface, a plane or a network up.
 *
 * @param network which
 * @param plane like {@code random-s1}; see {@link io.lossatlas.analysis.MetricRows} for its other values, and for those of split and bn
 * @param step of the weights at the centre; empty for a number of a whole training
 * @param split the data that losses are of
 * @param bn where batch normalisation takes its statistics from
 * @param name of the metric
 * @param value NaN where the table has none
 * @param low end of the interval, NaN where there is none
 * @param high end of the interval
 * @param interval what {@code low} and {@code high} are, in the table's words
 * @param n how many surfaces, shards or networks the interval comes from, or how much the value is made from
 */
public record MetricValue(
        Network network,
        String plane,
        OptionalInt step,
        String split,
        String bn,
        String name,
        double value,
        double low,
        double high,
        String interval,
        long n) {

    /** What the number means; empty for a metric that this version does not know. */
    public Optional<Metric> metric() {
        return Metrics.named(name);
    }

    /** Where its uncertainty comes from; empty for a source that this version does not know. */
    public Optional<Uncertainty> source() {
        return Uncertainty.of(interval);
    }
}
