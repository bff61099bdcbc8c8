package io.lossatlas.store;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One surface of a run.
 *
 * @param points of its grid
 * @param shards of its evaluation slice
 * @param cosine between the two directions
 * @param xNorm Frobenius norm of the direction of alpha
 * @param yNorm Frobenius norm of the direction of beta
 * @param computeSeconds core time that executors spent on its points, over all attempts that were published
 * @param adaptive which of its points are wanted; null where all are
 */
public record SurfaceRecord(
        long points,
        int shards,
        double cosine,
        double xNorm,
        double yNorm,
        double computeSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) Adaptive adaptive) {

    /** Whether points are left out, and filled in. */
    public boolean leavesOut() {
        return adaptive != null && adaptive.wanted < points;
    }

    /**
     * What is known once nothing is left to decide.
     *
     * @param tolerance as {@code surface.adaptive.tolerance} has it
     * @param wanted points that are computed, the others being filled in; it counts those that could not be
     */
    public record Adaptive(double tolerance, long wanted) {}
}
