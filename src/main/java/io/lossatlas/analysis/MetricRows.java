package io.lossatlas.analysis;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Rows of table {@code metrics}. */
public final class MetricRows {
    /** In a key column: the number does not depend on it. */
    public static final String NONE = "none";

    /** In column {@code plane}: over all planes. */
    public static final String ALL = "all";

    private MetricRows() {}

    /** A row; {@code step} is null for a number of a whole training. */
    static Row of(String plane, String variant, Integer step, String split, String bn, Estimate estimate) {
        return RowFactory.create(
                plane,
                variant,
                step,
                split,
                bn,
                estimate.metric().name(),
                estimate.value(),
                estimate.low(),
                estimate.high(),
                estimate.interval(),
                estimate.n());
    }
}
