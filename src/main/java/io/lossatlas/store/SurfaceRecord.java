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
 * @param steered on how many examples; null where all points have the same
 */
public record SurfaceRecord(
        long points,
        int shards,
        double cosine,
        double xNorm,
        double yNorm,
        double computeSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) Adaptive adaptive,
        @JsonInclude(JsonInclude.Include.NON_NULL) Steered steered) {

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

    /**
     * How far a surface has come whose points have examples of their own number.
     *
     * @param se as {@code surface.examples-until.se} has it
     * @param points that have all that they want
     * @param rows of {@code losses} that were there then
     */
    public record Steered(double se, long points, long rows) {}
}
