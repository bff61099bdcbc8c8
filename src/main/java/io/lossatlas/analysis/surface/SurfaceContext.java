package io.lossatlas.analysis.surface;

import io.lossatlas.analysis.metric.GuessingLoss;

/**
 * What metrics of a surface may know of it besides its losses.
 *
 * @param plane id of the plane that it lies in
 * @param guessing loss of guessing one of the data's classes
 * @param nonFinitePoints points that are there and whose loss is not finite
 * @param missingPoints points that are not there
 * @param differenceError of losses at two points
 */
public record SurfaceContext(
        String plane, GuessingLoss guessing, int nonFinitePoints, int missingPoints, DifferenceError differenceError) {

    /** Standard error of the difference between the losses of two points, by which examples were drawn. */
    @FunctionalInterface
    public interface DifferenceError {
        /** That of two points, by their indices. */
        double between(int one, int other);
    }
}
