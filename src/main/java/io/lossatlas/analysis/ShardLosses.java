package io.lossatlas.analysis;

import io.lossatlas.analysis.surface.SurfaceContext.FilledIn;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import io.lossatlas.plane.adaptive.Completion;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Sums of losses of every point on every shard, in memory: {@code 8 shards + shards / 8 + 4} bytes a point. A point that lacks one of the
 * shards that all have is missing; one whose sum is not finite on any shard is a hole, also on surfaces that leave that shard out, so that all of
 * them have the same points. Of a surface of which points are left out, each of these surfaces is filled in by itself. Where points have
 * shards of their own number, a loss is the centre's mean over those that any point has, and the point's difference from it over its own.
 */
final class ShardLosses {
    private final Grid grid;
    private final double[][] sums;
    private final int least;
    private final BitSet[] rows; // by shard: points that have one
    private final double[] centre;
    private boolean paired;
    private int[] first;
    private final long[] examples;
    private final Optional<Completion> completion;
    private List<LossGrid> leftOut;

    /** No losses yet, of a surface all of whose points are computed. */
    ShardLosses(Grid grid, int shards) {
        this(grid, shards, shards, Optional.empty());
    }

    /**
     * No losses yet.
     *
     * @param least shards that each point has
     * @param completion of a surface of which points are left out
     * @throws IllegalArgumentException when the grid has more points than an array can hold
     */
    ShardLosses(Grid grid, int shards, int least, Optional<Completion> completion) {
        if (grid.points() > Integer.MAX_VALUE / 2) {
            throw new IllegalArgumentException("%d points are more than an array holds".formatted(grid.points()));
        }
        this.grid = grid;
        this.sums = new double[shards][(int) grid.points()];
        this.least = least;
        this.centre = new double[shards];
        this.rows = Stream.generate(BitSet::new).limit(shards).toArray(BitSet[]::new);
        this.examples = new long[shards];
        this.completion = completion;
    }

    /**
     * Takes a row of {@code losses}; rows may come in any order.
     *
     * @throws IllegalStateException when the point or the shard is none of these, or the shard had another size before
     */
    void put(int i, int j, int shard, long count, double lossSum) {
        put(i, j, shard, count, lossSum, OptionalDouble.empty());
    }

    /**
     * The same, with the sum of the losses at the centre on the same examples where points have shards of their own number.
     *
     * @throws IllegalStateException likewise
     */
    void put(int i, int j, int shard, long count, double lossSum, OptionalDouble centreSum) {
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
        rows[shard].set(point);
        first = null;
        if (centreSum.isPresent()) {
            paired = true;
            centre[shard] = centreSum.getAsDouble();
        }
    }

    private int points() {
        return (int) grid.points();
    }

    /** How many shards each point has, from the first. */
    private int[] first() {
        if (first == null) {
            first = new int[points()];
            for (int point = 0; point < first.length; point++) {
                while (first[point] < shards() && rows[first[point]].get(point)) {
                    first[point]++;
                }
            }
        }
        return first;
    }

    private boolean isThere(int point) {
        return first()[point] >= least;
    }

    int shards() {
        return sums.length;
    }

    /** Points without a row on every shard that they must have, those that are filled in left out. */
    int missing() {
        return completion.map(each -> each.failed().size()).orElseGet(() -> points() - computed());
    }

    /** Points that are not missing and whose loss is not finite. */
    int nonFinite() {
        return (int) Arrays.stream(all().loss()).filter(Double::isNaN).count() - missing();
    }

    private int computed() {
        return there().cardinality();
    }

    /** What is known of the points that are filled in; nothing of a surface whose points are all computed. */
    Optional<FilledIn> filledIn() {
        return completion.map(each -> new FilledIn(computed(), each.error(grid, means(shards()), there())));
    }

    private BitSet there() {
        BitSet there = new BitSet();
        IntStream.range(0, points()).filter(this::isThere).forEach(there::set);
        return there;
    }

    /** The surface: mean losses, the shards added up in their order. */
    LossGrid all() {
        return without(shards());
    }

    /** The surface of all shards but one. */
    LossGrid without(int left) {
        double[] loss = means(left);
        return new LossGrid(
                grid, completion.map(each -> each.losses(grid, loss, there())).orElse(loss));
    }

    /** Mean losses without a shard, NaN for a hole and where there is none. */
    private double[] means(int left) {
        if (paired) {
            return pairedMeans(left);
        }
        double[] loss = new double[points()];
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
            loss[point] = isThere(point) && isFinite(point) ? loss[point] / count : Double.NaN;
        }
        return loss;
    }

    private double[] pairedMeans(int left) {
        double atCentre = mean(left, Arrays.stream(first()).max().orElse(0), shard -> centre[shard]);
        double[] loss = new double[points()];
        for (int n = 0; n < loss.length; n++) {
            int point = n;
            loss[point] = isThere(point) && isFinite(point)
                    ? atCentre + mean(left, first()[point], shard -> sums[shard][point] - centre[shard])
                    : Double.NaN;
        }
        return loss;
    }

    /** Mean over the examples of the first so many shards but one. */
    private double mean(int left, int count, IntToDoubleFunction ofShard) {
        double sum = 0;
        long over = 0;
        for (int shard = 0; shard < count; shard++) {
            if (shard != left) {
                sum += ofShard.applyAsDouble(shard);
                over += examples[shard];
            }
        }
        return sum / over;
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
        if (paired || completion.isPresent()) {
            return Jackknife.standardError(leftOut().stream()
                    .mapToDouble(grid -> grid.loss()[one] - grid.loss()[other])
                    .toArray());
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

    /** The surfaces that leave one shard out. */
    private List<LossGrid> leftOut() {
        if (leftOut == null) {
            leftOut = IntStream.range(0, shards()).mapToObj(this::without).toList();
        }
        return leftOut;
    }

    private boolean isFinite(int point) {
        for (int shard = 0; shard < first()[point]; shard++) {
            if (!Double.isFinite(sums[shard][point])) {
                return false;
            }
        }
        return true;
    }
}
