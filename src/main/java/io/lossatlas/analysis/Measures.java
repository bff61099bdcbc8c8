package io.lossatlas.analysis;

import java.util.Map;
import java.util.function.ToDoubleBiFunction;

/** All metrics of a surface that depend on its losses. */
final class Measures {
    private final ToDoubleBiFunction<Integer, Integer> differenceError;

    /**
     * Measures.
     *
     * @param differenceError standard error of the difference between the losses of two points
     */
    Measures(ToDoubleBiFunction<Integer, Integer> differenceError) {
        this.differenceError = differenceError;
    }

    /** What can be had of a surface. */
    Map<Metric, Double> of(Landscape landscape) {
        Findings found = new Findings();
        Landscape log = landscape.log();
        Values.measure(landscape, found);
        Curvature.measure(landscape, found);
        Centre.measure(landscape, found);
        Circles.measure(landscape, found);
        Basins.measure(landscape, found);
        found.add(CentreMetrics.ASYMMETRY, Asymmetry.of(landscape));
        found.add(CentreMetrics.LOG_ASYMMETRY, Asymmetry.of(log));
        found.add(RoughnessMetrics.TOTAL_VARIATION, Roughness.totalVariation(landscape));
        found.add(RoughnessMetrics.RMS_SECOND_DIFFERENCE, Roughness.rmsSecondDifference(landscape));
        found.add(RoughnessMetrics.LOG_TOTAL_VARIATION, Roughness.totalVariation(log));
        found.add(RoughnessMetrics.LOG_RMS_SECOND_DIFFERENCE, Roughness.rmsSecondDifference(log));
        Minima.measure(landscape, differenceError, found);
        return found.values();
    }
}
