package io.lossatlas.analysis.metric;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values of metrics as they are measured. One that is not finite is left out: the metric cannot be had. */
public final class MetricValues {
    private final Map<Metric, Double> sampled = new LinkedHashMap<>();
    private final Map<Metric, Exact> exact = new LinkedHashMap<>();
    private final Map<Metric, Bounded> bounded = new LinkedHashMap<>();
    private final Map<Metric, Probed> probed = new LinkedHashMap<>();

    /**
     * A value that no draw makes uncertain.
     *
     * @param value finite
     * @param n how much it is made from
     */
    public record Exact(double value, long n) {}

    /**
     * A value that an iteration came near to, without a draw.
     *
     * @param value finite
     * @param low where the true value lies at least; NaN where that is not known
     * @param high where it lies at most; NaN likewise
     * @param n how much it is made from
     */
    public record Bounded(double value, double low, double high, long n) {}

    /**
     * A mean over random probes.
     *
     * @param value finite
     * @param error its standard error; NaN of one probe
     * @param probes how many
     */
    public record Probed(double value, double error, int probes) {}

    /** All that some families measure. */
    public static <S> MetricValues of(List<MetricFamily<S>> families, S subject) {
        MetricValues values = new MetricValues();
        families.forEach(family -> family.measure(subject, values));
        return values;
    }

    /** Adds a value that the draw of examples makes uncertain. */
    public void add(Metric metric, double value) {
        if (Double.isFinite(value)) {
            sampled.put(metric, value);
        }
    }

    /** Adds a value that no draw makes uncertain, and how much it is made from. */
    public void addExact(Metric metric, double value, long n) {
        if (Double.isFinite(value)) {
            exact.put(metric, new Exact(value, n));
        }
    }

    /** Adds a value that lies between bounds. */
    public void addBounded(Metric metric, Bounded value) {
        if (Double.isFinite(value.value())) {
            bounded.put(metric, value);
        }
    }

    /** Adds a mean over random probes. */
    public void addProbed(Metric metric, Probed value) {
        if (Double.isFinite(value.value())) {
            probed.put(metric, value);
        }
    }

    /** Those that the draw of examples makes uncertain, in the order in which they were added. */
    public Map<Metric, Double> sampled() {
        return sampled;
    }

    /** Those that it does not, likewise. */
    public Map<Metric, Exact> exact() {
        return exact;
    }

    /** Those that lie between bounds, likewise. */
    public Map<Metric, Bounded> bounded() {
        return bounded;
    }

    /** Those that are means over random probes, likewise. */
    public Map<Metric, Probed> probed() {
        return probed;
    }
}
