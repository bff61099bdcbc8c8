package io.lossatlas.graph;

import java.io.Serializable;
import java.util.Arrays;

/**
 * All parameters of a network, running statistics included. The array is not copied: whoever makes one hands it over.
 *
 * @param layout what the values mean
 * @param values {@code float[layout.size()]} in DL4J's order, which is C order within each parameter
 */
public record Weights(ParameterLayout layout, float[] values) implements Serializable {

    /** Checks the length. */
    public Weights {
        if (values.length != layout.size()) {
            throw new IllegalArgumentException("%d values for a layout of %d".formatted(values.length, layout.size()));
        }
    }

    /** The values of a parameter, copied. */
    public float[] of(Parameter parameter) {
        return Arrays.copyOfRange(values, parameter.offset(), parameter.end());
    }
}
