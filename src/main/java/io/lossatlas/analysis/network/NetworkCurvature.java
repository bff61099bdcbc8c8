package io.lossatlas.analysis.network;

import java.util.Map;

/**
 * What table {@code curvature} says of a network's own weights.
 *
 * @param values by operator and quantity, like {@code hessian lambda_max}: of eigenvalues the first of its end
 * @param examples that the loss is the mean of
 */
public record NetworkCurvature(Map<String, Quantity> values, long examples) {

    /** Copies the map. */
    public NetworkCurvature {
        values = Map.copyOf(values);
    }

    /**
     * A number of the table.
     *
     * @param value NaN where there is none
     * @param error of an eigenvalue the bound of its residual, of a trace its standard error, NaN of others
     * @param iterations products that it took; of a trace its random probes
     */
    public record Quantity(double value, double error, int iterations) {
        private static final Quantity ABSENT = new Quantity(Double.NaN, Double.NaN, 0);
    }

    /** A number, NaN where there is none. */
    public Quantity of(String operator, String quantity) {
        return values.getOrDefault(key(operator, quantity), Quantity.ABSENT);
    }

    /** The key of a value. */
    public static String key(String operator, String quantity) {
        return operator + " " + quantity;
    }
}
