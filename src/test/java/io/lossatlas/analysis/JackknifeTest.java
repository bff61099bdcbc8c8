package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.surface.Grids;
import io.lossatlas.analysis.surface.LossStatistics;
import io.lossatlas.analysis.surface.Minima;
import io.lossatlas.analysis.surface.PointCounts;
import io.lossatlas.plane.Grid;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JackknifeTest {
    private static final Grid ONE_POINT = new Grid(Grids.axis(0, 0, 1), Grids.axis(0, 0, 1));
    private static final Grid LINE = new Grid(Grids.axis(0, 4, 5), Grids.axis(0, 0, 1));

    /** Each shard has 10 examples of one loss. */
    private static ShardLosses onePoint(double... losses) {
        ShardLosses shards = new ShardLosses(ONE_POINT, losses.length);
        for (int s = 0; s < losses.length; s++) {
            shards.put(0, 0, s, 10, 10 * losses[s]);
        }
        return shards;
    }

    private static Estimate estimate(ShardLosses losses, Metric metric) {
        return SurfaceEstimates.of("random", GuessingLoss.TEN, losses).stream()
                .filter(each -> each.metric().equals(metric))
                .findFirst()
                .orElseThrow();
    }

    /** Of a mean, the jackknife error is s / sqrt(n): here s^2 = 20 / 3, n = 4, and t with 3 degrees is 3.18245. */
    @Test
    void theIntervalOfAMeanIsTheClosedForm() {
        Estimate mean = estimate(onePoint(11, 13, 15, 17), LossStatistics.LOSS_MEAN);

        double half = 3.18244631 * Math.sqrt(20.0 / 3 / 4);
        assertThat(mean.value()).isEqualTo(14);
        assertThat(mean.high()).isCloseTo(14 + half, within(1e-7));
        assertThat(mean.low()).isCloseTo(14 - half, within(1e-7));
        assertThat(mean.interval()).isEqualTo("sampling (4 shards)");
        assertThat(mean.n()).isEqualTo(4);
    }

    @Test
    void theErrorOfAMeanOfManyIsTheClosedForm() {
        Random random = new Random(1);
        double[] values = random.doubles(50).toArray();
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / 50;
        double squares = 0;
        double[] left = new double[50];
        for (int n = 0; n < 50; n++) {
            left[n] = (sum - values[n]) / 49;
            squares += (values[n] - mean) * (values[n] - mean);
        }

        assertThat(Jackknife.standardError(left)).isCloseTo(Math.sqrt(squares / 49 / 50), within(1e-14));
    }

    @Test
    void intervalsEndWhereTheMetricDoes() {
        Estimate low = estimate(onePoint(0.1, 5), LossStatistics.LOSS_MEAN);

        assertThat(low.low()).isZero();
        assertThat(low.high()).isGreaterThan(10);
    }

    @Test
    void oneShardHasNoInterval() {
        Estimate mean = estimate(onePoint(4), LossStatistics.LOSS_MEAN);

        assertThat(mean.low()).isNaN();
        assertThat(mean.high()).isNaN();
        assertThat(mean.interval()).isEqualTo("sampling (1 shard)");
    }

    @Test
    void twentyShardsAreEnough() {
        assertThat(estimate(onePoint(new Random(2).doubles(20).toArray()), LossStatistics.LOSS_MEAN)
                        .interval())
                .isEqualTo("sampling");
        assertThat(estimate(onePoint(new Random(2).doubles(19).toArray()), LossStatistics.LOSS_MEAN)
                        .interval())
                .isEqualTo("sampling (19 shards)");
    }

    /** Quantiles as tables give them. */
    @Test
    void studentsT() {
        StudentT t = StudentT.TWO_SIDED_95;
        assertThat(t.quantile(1)).isCloseTo(12.7062, within(5e-5));
        assertThat(t.quantile(2)).isCloseTo(4.30265, within(5e-6));
        assertThat(t.quantile(3)).isCloseTo(3.18245, within(5e-6));
        assertThat(t.quantile(4)).isCloseTo(2.77645, within(5e-6));
        assertThat(t.quantile(19)).isCloseTo(2.09302, within(5e-6));
        assertThat(t.quantile(120)).isCloseTo(1.97993, within(5e-6));
        assertThat(new StudentT(0.99).quantile(10)).isCloseTo(3.16927, within(5e-6));
    }

    /** Shards of 1 and 3 examples: their sums are added, not their means. */
    @Test
    void shardsCountByTheirExamples() {
        ShardLosses shards = new ShardLosses(ONE_POINT, 2);
        shards.put(0, 0, 1, 3, 6);
        shards.put(0, 0, 0, 1, 10);

        assertThat(shards.all().loss()).containsExactly(4);
        assertThat(shards.without(0).loss()).containsExactly(2);
        assertThat(shards.without(1).loss()).containsExactly(10);
    }

    /** Both shards say that the pass is 1 above the valley, whatever the two differ in otherwise. */
    @Test
    void theErrorOfADifferenceIsThatOfTheDifference() {
        ShardLosses shards = new ShardLosses(LINE, 2);
        double[][] losses = {{9, 0, 2, 1, 9}, {99, 90, 92, 91, 99}};
        for (int s = 0; s < 2; s++) {
            for (int i = 0; i < 5; i++) {
                shards.put(i, 0, s, 1, losses[s][i]);
            }
        }

        assertThat(shards.differenceError(2, 3)).isZero();
        assertThat(estimate(shards, Minima.MINIMA).value()).isEqualTo(2);
    }

    /** Differences of 4 and -2 between pass and valley: mean 1, error 3. */
    @Test
    void aBarrierThatShardsDisagreeOnIsNone() {
        ShardLosses shards = new ShardLosses(LINE, 2);
        double[][] losses = {{9, 0, 4, 0, 9}, {9, 0, 0, 2, 9}};
        for (int s = 0; s < 2; s++) {
            for (int i = 0; i < 5; i++) {
                shards.put(i, 0, s, 1, losses[s][i]);
            }
        }

        assertThat(shards.all().loss()).containsExactly(9, 0, 2, 1, 9);
        assertThat(shards.differenceError(2, 3)).isCloseTo(3, within(1e-15));
        assertThat(estimate(shards, Minima.MINIMA).value()).isEqualTo(1);
    }

    @Test
    void aPointThatIsNotFiniteOnOneShardIsAHoleOnAll() {
        ShardLosses shards = new ShardLosses(LINE, 2);
        for (int i = 0; i < 4; i++) {
            shards.put(i, 0, 0, 1, i == 1 ? Double.POSITIVE_INFINITY : i == 2 ? Double.NaN : 1);
            shards.put(i, 0, 1, 1, 3);
        }

        assertThat(shards.without(0).loss()).containsExactly(3, Double.NaN, Double.NaN, 3, Double.NaN);
        List<Estimate> estimates = SurfaceEstimates.of("random", GuessingLoss.TEN, shards);
        assertThat(estimates)
                .contains(Estimate.exact(PointCounts.POINTS, new MetricValues.Exact(5, 5)))
                .contains(Estimate.exact(PointCounts.NON_FINITE_POINTS, new MetricValues.Exact(2, 5)))
                .contains(Estimate.exact(PointCounts.MISSING_POINTS, new MetricValues.Exact(1, 5)));
    }

    @Test
    void rowsOfAnotherGridAreRefused() {
        ShardLosses shards = new ShardLosses(LINE, 2);
        shards.put(0, 0, 0, 7, 1);

        assertThatThrownBy(() -> shards.put(5, 0, 0, 7, 1))
                .hasMessage("table losses: expected 5 x 1 points on 2 shards, found (5, 0) on 0");
        assertThatThrownBy(() -> shards.put(1, 0, 0, 8, 1))
                .hasMessage("table losses: expected 7 examples of shard 0, found 8 at (1, 0)");
    }
}
