package io.lossatlas.analysis;

import io.lossatlas.plane.LossGrid;
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
    Map<Metric, Double> of(LossGrid surface) {
        Findings found = new Findings();
        LossGrid log = surface.log();
        Values.measure(surface, found);
        Curvature.measure(surface, found);
        Centre.measure(surface, found);
        Circles.measure(surface, found);
        Basins.measure(surface, found);
        found.add(CentreMetrics.ASYMMETRY, Asymmetry.of(surface));
        found.add(CentreMetrics.LOG_ASYMMETRY, Asymmetry.of(log));
        found.add(RoughnessMetrics.TOTAL_VARIATION, Roughness.totalVariation(surface));
        found.add(RoughnessMetrics.RMS_SECOND_DIFFERENCE, Roughness.rmsSecondDifference(surface));
        found.add(RoughnessMetrics.LOG_TOTAL_VARIATION, Roughness.totalVariation(log));
        found.add(RoughnessMetrics.LOG_RMS_SECOND_DIFFERENCE, Roughness.rmsSecondDifference(log));
        Minima.measure(surface, differenceError, found);
        return found.values();
    }
}
