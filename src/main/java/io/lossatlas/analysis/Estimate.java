package io.lossatlas.analysis;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;

/**
 * A metric's value and how uncertain it is.
 *
 * @param metric which
 * @param value finite
 * @param low lower end of the interval, or NaN
 * @param high upper end, or NaN
 * @param interval what the interval is over, as column {@code interval} has it
 * @param n how many draws, or how much the value is made from
 */
record Estimate(Metric metric, double value, double low, double high, String interval, long n) {

    /** A value that no draw makes uncertain. */
    static Estimate exact(Metric metric, MetricValues.Exact value) {
        return new Estimate(metric, value.value(), Double.NaN, Double.NaN, Uncertainty.NONE.text(), value.n());
    }

    /** A value between bounds, cut to what the metric can be. */
    static Estimate between(Metric metric, MetricValues.Bounded value) {
        return new Estimate(
                metric,
                value.value(),
                metric.range().clamp(value.low()),
                metric.range().clamp(value.high()),
                Uncertainty.RESIDUAL.text(),
                value.n());
    }

    /** A mean over random probes: Student's t interval of 95 % around it. */
    static Estimate probed(Metric metric, MetricValues.Probed value) {
        double half =
                value.probes() < 2 ? Double.NaN : StudentT.TWO_SIDED_95.quantile(value.probes() - 1) * value.error();
        return around(metric, value.value(), half, Uncertainty.PROBES, value.probes());
    }

    /** A value and an interval around it, cut to what the metric can be. */
    static Estimate around(Metric metric, double value, double half, Uncertainty interval, int n) {
        return new Estimate(
                metric,
                value,
                metric.range().clamp(value - half),
                metric.range().clamp(value + half),
                interval.label(n),
                n);
    }
}
