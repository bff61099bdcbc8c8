package io.lossatlas.analysis;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Sums of losses of every point on every shard, in memory: {@code 8 shards + 4} bytes a point. A point that lacks a shard is
 * missing; one whose sum is not finite on any shard is a hole, also on surfaces that leave that shard out, so that all of
 * them have the same points.
 */
final class ShardLosses {
    private final Grid grid;
    private final double[][] sums;
    private final int[] seen;
    private final long[] examples;

    /**
     * No losses yet.
     *
     * @throws IllegalArgumentException when the grid has more points than an array can hold
     */
    ShardLosses(Grid grid, int shards) {
        if (grid.points() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("%d points are more than an array holds".formatted(grid.points()));
        }
        this.grid = grid;
        this.sums = new double[shards][(int) grid.points()];
        this.seen = new int[(int) grid.points()];
        this.examples = new long[shards];
    }

    /**
     * Takes a row of {@code losses}; rows may come in any order.
     *
     * @throws IllegalStateException when the point or the shard is none of these, or the shard had another size before
     */
    void put(int i, int j, int shard, long count, double lossSum) {
        boolean known =
                0 <= i && i < grid.x().points() && 0 <= j && j < grid.y().points();
        if (!known || shard < 0 || shard >= shards()) {
            throw new IllegalStateException("table losses: expected %d x %d points on %d shards, found (%d, %d) on %d"
                    .formatted(grid.x().points(), grid.y().points(), shards(), i, j, shard));
        }
        if (examples[shard] != 0 && examples[shard] != count) {
            throw new IllegalStateException("table losses: expected %d examples of shard %d, found %d at (%d, %d)"
                    .formatted(examples[shard], shard, count, i, j));
        }
        int point = (int) grid.index(i, j);
        examples[shard] = count;
        sums[shard][point] = lossSum;
        seen[point]++;
    }

    int shards() {
        return sums.length;
    }

    /** Points without a row on every shard. */
    int missing() {
        return (int) Arrays.stream(seen).filter(count -> count < shards()).count();
    }

    /** Points that are there and whose loss is not finite. */
    int nonFinite() {
        return (int) IntStream.range(0, seen.length)
                .filter(point -> seen[point] == shards() && !isFinite(point))
                .count();
    }

    /** The surface: mean losses, the shards added up in their order. */
    LossGrid all() {
        return without(shards());
    }

    /** The surface of all shards but one. */
    LossGrid without(int left) {
        double[] loss = new double[seen.length];
        long count = 0;
        for (int shard = 0; shard < shards(); shard++) {
            if (shard != left) {
                count += examples[shard];
                for (int point = 0; point < loss.length; point++) {
                    loss[point] += sums[shard][point];
                }
            }
        }
        for (int point = 0; point < loss.length; point++) {
            boolean there = seen[point] == shards() && isFinite(point);
            loss[point] = there ? loss[point] / count : Double.NaN;
        }
        return new LossGrid(grid, loss);
    }

    /**
     * Jackknife standard error of the difference between the losses of two points; 0 with one shard.
     *
     * @see Jackknife
     */
    double differenceError(int one, int other) {
        if (shards() == 1) {
            return 0;
        }
        double[] left = new double[shards()];
        for (int k = 0; k < left.length; k++) {
            double difference = 0;
            long count = 0;
            for (int shard = 0; shard < left.length; shard++) {
                if (shard != k) {
                    difference += sums[shard][one] - sums[shard][other];
                    count += examples[shard];
                }
            }
            left[k] = difference / count;
        }
        return Jackknife.standardError(left);
    }

    private boolean isFinite(int point) {
        for (double[] shard : sums) {
            if (!Double.isFinite(shard[point])) {
                return false;
            }
        }
        return true;
    }
}
