package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Surfaces whose points have shards of their own number. */
class SteeredLossesTest {
    private static final Grid LINE = new Grid(new AxisConfig(0, 2, 3), new AxisConfig(0, 0, 1));

    /** Shards of 1, 1 and 2 examples, on which the centre's losses are 2, 4 and 3 + 3. */
    private static ShardLosses losses() {
        ShardLosses losses = new ShardLosses(LINE, 3, 2, Optional.empty());
        double[] centre = {2, 4, 6};
        double[][] points = {{2, 4}, {5, 5, 12}, {1, 2}};
        for (int i = 0; i < points.length; i++) {
            for (int shard = points[i].length - 1; shard >= 0; shard--) {
                losses.put(i, 0, shard, shard == 2 ? 2 : 1, points[i][shard], OptionalDouble.of(centre[shard]));
            }
        }
        return losses;
    }

    /** The centre is 12 / 4 = 3; differences are 0, (3 + 1 + 6) / 4 and (-1 - 2) / 2. */
    @Test
    void aLossIsTheCentresAndTheDifferenceOverThePointsOwnShards() {
        assertThat(losses().all().loss()).containsExactly(3, 5.5, 1.5);
        assertThat(losses().missing()).isZero();
        assertThat(losses().nonFinite()).isZero();
    }

    @Test
    void aShardThatIsLeftOutIsLeftOutOfTheCentreToo() {
        assertThat(losses().without(0).loss()).containsExactly(10.0 / 3, 10.0 / 3 + 7.0 / 3, 10.0 / 3 - 2);
        assertThat(losses().without(2).loss()).containsExactly(3, 5, 1.5);
    }

    /** Of two points on the first two shards: 1.5 = mean of 1 and 2, and the third shard tells nothing. */
    @Test
    void theErrorOfADifferenceIsThatOfTheSurfacesThatLeaveAShardOut() {
        double[] left = {10.0 / 3 - (10.0 / 3 - 2), 3 - (3 - 1.0), 1.5};

        assertThat(losses().differenceError(0, 2))
                .isEqualTo(Jackknife.standardError(left))
                .isCloseTo(0.5774, within(1e-4));
    }

    @Test
    void aPointThatLacksAShardThatAllHaveIsMissing() {
        ShardLosses losses = new ShardLosses(LINE, 3, 2, Optional.empty());
        losses.put(0, 0, 0, 1, 2, OptionalDouble.of(2));
        losses.put(0, 0, 1, 1, 2, OptionalDouble.of(2));
        losses.put(1, 0, 1, 1, 2, OptionalDouble.of(2));
        losses.put(1, 0, 2, 1, 2, OptionalDouble.of(2));

        assertThat(losses.missing()).isEqualTo(2);
        assertThat(losses.all().loss()).containsExactly(2, Double.NaN, Double.NaN);
    }

    @Test
    void aPointThatIsNotFiniteOnOneOfItsShardsIsAHole() {
        ShardLosses losses = losses();
        losses.put(2, 0, 1, 1, Double.NaN, OptionalDouble.of(4));

        assertThat(losses.all().loss()).containsExactly(3, 5.5, Double.NaN);
        assertThat(losses.without(1).loss()[2]).isNaN();
        assertThat(losses.nonFinite()).isEqualTo(1);
    }
}
