package io.lossatlas.analysis.network;

import java.util.Map;
import java.util.SortedMap;

/**
 * Least-squares slope of {@code ln grad_norm} on the layer: {@code sum (x - mean x) (y - mean y) / sum (x - mean x)^2}.
 *
 * @param perLayer NaN with fewer than two layers
 * @param layers how many it is over
 */
record Slope(double perLayer, int layers) {

    /** Over the layers whose norm is positive and finite. */
    static Slope of(SortedMap<Integer, Double> gradientNorms) {
        double meanX = 0;
        double meanY = 0;
        int n = 0;
        for (Map.Entry<Integer, Double> layer : gradientNorms.entrySet()) {
            if (isUsable(layer.getValue())) {
                n++;
                meanX += layer.getKey();
                meanY += StrictMath.log(layer.getValue());
            }
        }
        meanX /= n;
        meanY /= n;
        double products = 0;
        double squares = 0;
        for (Map.Entry<Integer, Double> layer : gradientNorms.entrySet()) {
            if (isUsable(layer.getValue())) {
                double x = layer.getKey() - meanX;
                products += x * (StrictMath.log(layer.getValue()) - meanY);
                squares += x * x;
            }
        }
        return new Slope(products / squares, n);
    }

    private static boolean isUsable(double norm) {
        return norm > 0 && Double.isFinite(norm);
    }
}
