package io.lossatlas.analysis.metric;

/**
 * The meaning of a number in table {@code metrics}. All lengths, areas and curvatures are in units of (alpha, beta). The symbols
 * of formulas are those of the document {@code metrics.md}.
 *
 * @param name in column {@code metric}
 * @param group what it is a number of
 * @param unit of value, low and high; empty for a pure number
 * @param range the values that it can take, which intervals are cut to
 * @param meaning in one line, in plain words
 * @param formula in terms of the loss {@code L}
 * @param version raised when the same tables give another number than before; the first is 1
 */
public record Metric(String name, Group group, String unit, Range range, String meaning, String formula, int version) {

    /** In its first version. */
    public Metric(String name, Group group, String unit, Range range, String meaning, String formula) {
        this(name, group, unit, range, meaning, formula, 1);
    }

    /** Everything that says which number it is, in one line. */
    public String definition() {
        return String.join("|", name, group.name(), unit, range.name(), formula, Integer.toString(version));
    }

    /** The subject of a metric, and with it what the key columns of its rows hold. */
    public enum Group {
        /** One surface: plane, variant, split and bn are all named. */
        SURFACE,
        /** The two directions of a plane: split and bn are {@code none}. */
        PLANE,
        /** A trained network: plane, split and bn are {@code none}. */
        NETWORK,
        /** The path of a training in a plane: the keys are those of a surface. */
        PATH,
        /** The loss in all directions at a network's own weights: plane is {@code none}. */
        CURVATURE,
        /** The loss in all directions over a grid: the keys are those of a surface, but of the slice for curvature. */
        MAP
    }

    /** Values that a metric can take. */
    public enum Range {
        /** Any. */
        ANY(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
        /** Zero or more. */
        NON_NEGATIVE(0, Double.POSITIVE_INFINITY),
        /** From 0 to 1. */
        SHARE(0, 1),
        /** From -1 to 1. */
        SIGNED_SHARE(-1, 1);

        private final double low;
        private final double high;

        Range(double low, double high) {
            this.low = low;
            this.high = high;
        }

        /** The value of this range that is nearest; NaN stays NaN. */
        public double clamp(double value) {
            return Math.max(low, Math.min(high, value));
        }
    }
}
