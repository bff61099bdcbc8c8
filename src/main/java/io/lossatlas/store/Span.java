package io.lossatlas.store;

import java.io.Serializable;

/**
 * A run of grid points on a run of shards: what a work unit computes and what a file of {@code losses} holds.
 *
 * @param pointFrom first point, in the grid's order
 * @param pointTo one past the last point
 * @param shardFrom first shard
 * @param shardTo one past the last shard
 */
public record Span(long pointFrom, long pointTo, int shardFrom, int shardTo) implements Serializable {

    /** Refuses an empty span. */
    public Span {
        if (pointFrom < 0 || pointTo <= pointFrom || shardFrom < 0 || shardTo <= shardFrom) {
            throw new IllegalArgumentException(
                    "no points %d to %d on shards %d to %d".formatted(pointFrom, pointTo, shardFrom, shardTo));
        }
    }

    /** Number of points. */
    public long points() {
        return pointTo - pointFrom;
    }

    /** Number of shards. */
    public int shards() {
        return shardTo - shardFrom;
    }

    /** Number of rows that it gives: points times shards. */
    public long rows() {
        return points() * shards();
    }

    /** The part of this span whose points lie in {@code from <= point < to}. */
    public Span points(long from, long to) {
        return new Span(from, to, shardFrom, shardTo);
    }
}
