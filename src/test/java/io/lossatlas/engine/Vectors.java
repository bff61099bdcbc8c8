package io.lossatlas.engine;

import io.lossatlas.model.Block;
import java.util.stream.IntStream;

/** Lengths and distances in a flat parameter vector, block by block. */
final class Vectors {
    private Vectors() {}

    static double[] widened(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(n -> values[n]).toArray();
    }

    /** Euclidean length of a block. */
    static double length(double[] values, Block block) {
        return distance(values, new double[values.length], block);
    }

    /** Euclidean distance of two vectors in a block. */
    static double distance(double[] one, double[] other, Block block) {
        double squares = 0;
        for (int n = block.offset(); n < block.end(); n++) {
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
