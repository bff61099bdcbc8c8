package io.lossatlas.engine;

import io.lossatlas.graph.Parameter;
import java.util.stream.IntStream;

/** Lengths and distances in a flat parameter vector, parameter by parameter. */
final class Vectors {
    private Vectors() {}

    static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(n -> values[n]).toArray();
    }

    /** Euclidean length of a parameter. */
    static double length(double[] values, Parameter parameter) {
        return distance(values, new double[values.length], parameter);
    }

    /** Euclidean distance of two vectors in a parameter. */
    static double distance(double[] one, double[] other, Parameter parameter) {
        double squares = 0;
        for (int n = parameter.offset(); n < parameter.end(); n++) {
            squares += (one[n] - other[n]) * (one[n] - other[n]);
        }
        return Math.sqrt(squares);
    }

    static double product(double[] one, double[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(n -> one[n] * other[n])
                .sum();
    }

    /** {@code from + step * direction}. */
    static double[] moved(double[] from, double step, double[] direction) {
        return IntStream.range(0, from.length)
                .mapToDouble(n -> from[n] + step * direction[n])
                .toArray();
    }
}
