package io.lossatlas.config;

import java.util.List;
import java.util.Set;

/**
 * Which points of the landscape are evaluated, and on what.
 *
 * @param engine what computes the losses
 * @param split the part of the data that is evaluated
 * @param bn where batch normalisation takes its statistics from; each mode gives rows of its own
 * @param examples size of the evaluation slice, the first so many of the split
 * @param normalize scaling of the random directions
 * @param ignore parameters that no direction moves
 * @param directionSeeds one plane a seed
 * @param x the axis of alpha
 * @param y the axis of beta
 */
public record SurfaceConfig(
        EngineKind engine,
        Split split,
        List<BnMode> bn,
        int examples,
        Normalize normalize,
        Set<Ignore> ignore,
        List<Long> directionSeeds,
        AxisConfig x,
        AxisConfig y) {

    /** Copies the collections. */
    public SurfaceConfig {
        bn = List.copyOf(bn);
        ignore = Set.copyOf(ignore);
        directionSeeds = List.copyOf(directionSeeds);
    }
}
