package io.lossatlas.analysis.surface;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.LinePlane;
import io.lossatlas.plane.adaptive.FillError;
import java.util.Optional;

/**
 * Knowledge of a surface beside its losses that its metrics may use.
 *
 * @param type kind of the plane that it lies in, as {@code surface.planes} names it
 * @param guessing loss of guessing one of the data's classes
 * @param nonFinitePoints points that are there and whose loss is not finite
 * @param missingPoints points that are not there
 * @param differenceError of losses at two points
 * @param filledIn what is known of points that are filled in; nothing where all are computed
 */
public record SurfaceContext(
        String type,
        GuessingLoss guessing,
        int nonFinitePoints,
        int missingPoints,
        DifferenceError differenceError,
        Optional<FilledIn> filledIn) {

    /** Of a surface whose points are all computed. */
    public SurfaceContext(
            String type,
            GuessingLoss guessing,
            int nonFinitePoints,
            int missingPoints,
            DifferenceError differenceError) {
        this(type, guessing, nonFinitePoints, missingPoints, differenceError, Optional.empty());
    }

    /**
     * Points that are not computed but filled in between those that are.
     *
     * @param computed how many are not filled in
     * @param error of those that are
     */
    public record FilledIn(int computed, FillError error) {}

    /** Whether the plane is the straight way from one network, at alpha = 0, to another, at alpha = 1. */
    boolean isLine() {
        return type.equals(LinePlane.TYPE);
    }

    /** Standard error of the difference between the losses of two points, by which examples were drawn. */
    @FunctionalInterface
    public interface DifferenceError {
        /** That of two points, by their indices. */
        double between(int one, int other);
    }
}
