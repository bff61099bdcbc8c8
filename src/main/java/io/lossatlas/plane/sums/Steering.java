package io.lossatlas.plane.sums;

import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.data.Shard;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Optional;

/**
 * How many shards a point is evaluated on: as many as it takes until the standard error of its difference from the centre, paired over
 * the examples, is at most {@code se} times the larger of 1 and the difference. What it wants next follows from its sums alone.
 */
public final class Steering implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Room for an error that was taken from few examples. */
    private static final double MARGIN = 1.1;

    /** Times as many examples at most that a point gets at once: its error is not known better than that. */
    private static final double MOST_TIMES = 4;

    private final double se;
    private final int least;
    private final int[] shardExamples;

    /**
     * Steering to an error.
     *
     * @param se the error that is enough
     * @param examples that each point has at least, on two shards or more where there are so many
     * @param shardExamples examples of each shard, in order
     */
    public Steering(double se, int examples, int... shardExamples) {
        this.se = se;
        this.shardExamples = shardExamples.clone();
        this.least = Math.max(Math.min(2, shardExamples.length), fewest(shardExamples, examples));
    }

    /** Steering by a configuration; none where all points have the same examples. */
    public static Optional<Steering> of(SurfaceConfig surface, int shards) {
        return surface.examplesUntil().wanted()
                ? Optional.of(new Steering(
                        surface.examplesUntil().se(),
                        surface.examples(),
                        Shard.cut(surface.mostExamples(), shards).stream()
                                .mapToInt(Shard::examples)
                                .toArray()))
                : Optional.empty();
    }

    /** The error that is enough. */
    public double se() {
        return se;
    }

    /** Shards that every point has. */
    public int least() {
        return least;
    }

    /** Examples that every point has. */
    public int leastExamples() {
        return Arrays.stream(shardExamples, 0, least).sum();
    }

    /** How many shards there are. */
    public int most() {
        return shardExamples.length;
    }

    /**
     * Shards that a point is wanted on, from the first.
     *
     * @param sums over the shards that it has
     * @param shards how many it has, from the first
     * @return {@code shards} when they are enough, or when more would change nothing
     */
    public int wanted(PairedSums sums, int shards) {
        double error = sums.standardError();
        double enough = se * Math.max(1, Math.abs(sums.difference()));
        if (shards == most() || Double.isNaN(error) || error <= enough) {
            return shards;
        }
        double times = Math.min(MOST_TIMES, MARGIN * (error / enough) * (error / enough));
        return Math.max(shards + 1, fewest(shardExamples, times * sums.examples()));
    }

    /** The fewest first shards with so many examples, or all. */
    private static int fewest(int[] shardExamples, double examples) {
        long sum = 0;
        for (int shard = 0; shard < shardExamples.length; shard++) {
            sum += shardExamples[shard];
            if (sum >= examples) {
                return shard + 1;
            }
        }
        return shardExamples.length;
    }
}
