package io.lossatlas.config;

import io.lossatlas.config.landscape.ExamplesUntil;
import io.lossatlas.config.landscape.SurfaceCurvature;
import java.util.List;
import java.util.Set;

/**
 * Which points of the landscape are evaluated, and on what.
 *
 * @param engine what computes the losses
 * @param loss what is averaged over the examples
 * @param split the part of the data that is evaluated
 * @param bn where batch normalisation takes its statistics from; each mode gives rows of its own
 * @param examples size of the evaluation slice, the first so many of the split
 * @param examplesUntil until when examples are added to a point; then {@code examples} is what each begins with
 * @param normalize scaling of the random directions of planes that have none of their own
 * @param ignore parameters that no direction moves
 * @param directionSeeds one random plane a seed: the short form of {@code planes}
 * @param planes the planes, in place of those of {@code directionSeeds} where there are any
 * @param x the axis of alpha of random planes that have none of their own
 * @param y the axis of beta, likewise
 * @param adaptiveTolerance error, as a share of the range of the logarithms of the losses, for which points are left out and filled
 *     in; 0 where none are
 * @param curvature what is computed of second derivatives at each point
 * @param curvatureIterations products with the Hessian that this takes at each point
 */
public record SurfaceConfig(
        EngineKind engine,
        LossKind loss,
        Split split,
        List<BnMode> bn,
        int examples,
        ExamplesUntil examplesUntil,
        Normalize normalize,
        Set<Ignore> ignore,
        List<Long> directionSeeds,
        List<PlaneConfig> planes,
        AxisConfig x,
        AxisConfig y,
        double adaptiveTolerance,
        SurfaceCurvature curvature,
        int curvatureIterations) {

    /** Copies the collections. */
    public SurfaceConfig {
        bn = List.copyOf(bn);
        ignore = Set.copyOf(ignore);
        directionSeeds = List.copyOf(directionSeeds);
        planes = List.copyOf(planes);
    }

    /** Whether points are left out where what is filled in is near enough. */
    public boolean isAdaptive() {
        return adaptiveTolerance > 0;
    }

    /** Examples that a point has at most: size of the slice that is held in memory. */
    public int mostExamples() {
        return examplesUntil.wanted() ? examplesUntil.max() : examples;
    }
}
