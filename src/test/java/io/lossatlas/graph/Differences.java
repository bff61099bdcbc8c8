package io.lossatlas.graph;

import java.util.Arrays;
import java.util.function.DoubleFunction;

/**
 * Derivatives by central differences at two distances, extrapolated to none (Richardson): {@code (4 D(h / 2) - D(h)) / 3}, whose
 * error is of the fourth order in h.
 */
public final class Differences {
    private Differences() {}

    /** The derivative at 0 of values along a line. */
    public static double[] at0(DoubleFunction<double[]> line, double h) {
        double[] far = central(line, h);
        double[] near = central(line, h / 2);
        double[] derivative = new double[far.length];
        Arrays.setAll(derivative, n -> (4 * near[n] - far[n]) / 3);
        return derivative;
    }

    private static double[] central(DoubleFunction<double[]> line, double h) {
        double[] above = line.apply(h);
        double[] below = line.apply(-h);
        double[] slope = new double[above.length];
        Arrays.setAll(slope, n -> (above[n] - below[n]) / (2 * h));
        return slope;
    }
}
