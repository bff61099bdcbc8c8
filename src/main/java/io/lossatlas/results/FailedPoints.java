package io.lossatlas.results;

import io.lossatlas.plane.SurfaceKey;
import java.util.List;

/**
 * Points that could not be computed.
 *
 * @param points how many, over all surfaces
 * @param first their causes, the first so many of each surface and cause
 */
public record FailedPoints(long points, List<Cause> first) {

    /**
     * Points of a surface that failed for the same reason.
     *
     * @param key of the surface
     * @param ofMap whether it is second derivatives that could not be computed there
     * @param points how many
     * @param attempts the most that were made at one
     * @param text the reason
     */
    public record Cause(SurfaceKey key, boolean ofMap, long points, int attempts, String text) {}
}
