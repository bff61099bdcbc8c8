package io.lossatlas.store;

/**
 * One surface of a run.
 *
 * @param points of its grid
 * @param shards of its evaluation slice
 * @param cosine between the two directions
 * @param xNorm Frobenius norm of the direction of alpha
 * @param yNorm Frobenius norm of the direction of beta
 * @param computeSeconds core time that executors spent on its points, over all attempts that were published
 */
public record SurfaceRecord(
        long points, int shards, double cosine, double xNorm, double yNorm, double computeSeconds) {}
