package io.lossatlas.analysis.surface;

/**
 * A number that metrics of a family differ in.
 *
 * @param value like 0.25 or 1
 */
record NamedNumber(double value) {
    /** In formulas: {@code 0.25}, {@code 1}. */
    String text() {
        return value == Math.rint(value) ? Integer.toString((int) value) : Double.toString(value);
    }

    /** In names of metrics: {@code 0_25}, {@code 1}. */
    String suffix() {
        return text().replace('.', '_');
    }
}
