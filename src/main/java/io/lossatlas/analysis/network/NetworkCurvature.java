package io.lossatlas.analysis.network;

import java.util.Map;

/**
 * What table {@code curvature} says of a network's own weights.
 *
 * @param values by operator and quantity, like {@code hessian lambda_max}: of eigenvalues the first of its end
 * @param examples that the loss is the mean of
 */
public record NetworkCurvature(Map<String, Double> values, long examples) {

    /** Copies the map. */
    public NetworkCurvature {
        values = Map.copyOf(values);
    }

    /** A value, NaN where there is none. */
    public double of(String operator, String quantity) {
        return values.getOrDefault(key(operator, quantity), Double.NaN);
    }

    /** The key of a value. */
    public static String key(String operator, String quantity) {
        return operator + " " + quantity;
    }
}
