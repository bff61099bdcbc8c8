package io.lossatlas.analysis;

import java.util.LinkedHashMap;
import java.util.Map;

/** Values of metrics as they are found. A value that is not finite is none. */
final class Findings {
    private final Map<Metric, Double> values = new LinkedHashMap<>();

    void add(Metric metric, double value) {
        if (Double.isFinite(value)) {
            values.put(metric, value);
        }
    }

    /** What was found, in the order in which it was. */
    Map<Metric, Double> values() {
        return values;
    }
}
