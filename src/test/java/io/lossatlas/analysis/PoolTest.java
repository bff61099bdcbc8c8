package io.lossatlas.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.network.FinalLosses;
import io.lossatlas.analysis.surface.LossStatistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.jupiter.api.Test;

class PoolTest {
    private static final Map<String, String> DRAWN = Map.of(
            "random-s1",
            "filters",
            "random-s2",
            "filters",
            "random-s3",
            "filters",
            "random-s4",
            "layers",
            "random-s5",
            "layers");

    private static Row row(String plane, String variant, Metric metric, double value) {
        return RowFactory.create(plane, variant, 300, "train", "frozen", metric.name(), value);
    }

    private static List<Row> pooled(Row... rows) {
        List<Row> pooled = new ArrayList<>();
        new PoolTask(DRAWN).call(List.of(rows).iterator()).forEachRemaining(pooled::add);
        return pooled;
    }

    @Test
    void threePlanesAreARange() {
        assertThat(pooled(
                        row("random-s1", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 4),
                        row("random-s3", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 9),
                        row("random-s2", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 2)))
                .containsExactly(RowFactory.create(
                        "all",
                        "d10-plain-w8-s1-lr0.05",
                        300,
                        "train",
                        "frozen",
                        "loss_mean",
                        5.0,
                        2.0,
                        9.0,
                        "plane (range of 3)",
                        3L));
    }

    @Test
    void aLineIsNotOneOfThePlanes() {
        assertThat(pooled(
                        row("random-s1", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 4),
                        row("line-step3", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 9)))
                .isEmpty();
    }

    @Test
    void drawsOfSeveralDistributionsHaveNoCommonMean() {
        Row filters = row("random-s1", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 4);
        Row layers = row("random-s4", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 9);
        Row layersOfAnother = row("random-s4", "d10-plain-w8-s2-lr0.05", LossStatistics.LOSS_MEAN, 9);
        Row layersAgain = row("random-s5", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 10);

        assertThat(pooled(filters, layers)).isEmpty();
        assertThat(pooled(filters, layersOfAnother)).isEmpty();
        assertThat(pooled(layers, layersAgain)).hasSize(1);
    }

    /** Numbers of a training lie in no plane: a network counts by them once. */
    @Test
    void numbersOfTrainingsArePooledOverNetworks() {
        assertThat(pooled(
                        row(MetricRows.NONE, "d10-plain-w8-s1-lr0.05", FinalLosses.TEST_LOSS, 1),
                        row(MetricRows.NONE, "d10-plain-w8-s2-lr0.05", FinalLosses.TEST_LOSS, 2)))
                .singleElement()
                .satisfies(row -> assertThat(row.getDouble(6)).isEqualTo(1.5));
    }

    /** 1 .. 5: mean 3, s^2 = 2.5, t with 4 degrees 2.776445: half width 2.776445 sqrt(0.5). */
    @Test
    void fivePlanesAreAnInterval() {
        Estimate five = Pool.of(LossStatistics.LOSS_MEAN, new double[] {1, 2, 3, 4, 5}, Uncertainty.PLANE);

        assertThat(five.value()).isCloseTo(3, within(1e-15));
        assertThat(five.low()).isCloseTo(3 - 2.776445 * Math.sqrt(0.5), within(1e-6));
        assertThat(five.high()).isCloseTo(3 + 2.776445 * Math.sqrt(0.5), within(1e-6));
        assertThat(five.interval()).isEqualTo("plane");
    }

    /** The first network has planes of 1 and 3, the second one plane of 6: means 2 and 6. */
    @Test
    void aNetworkCountsOnceWithTheMeanOverItsPlanes() {
        assertThat(pooled(
                        row("random-s1", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 1),
                        row("random-s2", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 3),
                        row("random-s1", "d10-plain-w8-s20-lr0.05", LossStatistics.LOSS_MEAN, 6),
                        row("random-s1", "d10-plain-w8-s1-lr0.1", LossStatistics.LOSS_MEAN, 100)))
                .hasSize(2)
                .contains(RowFactory.create(
                        "all",
                        "d10-plain-w8-lr0.05",
                        300,
                        "train",
                        "frozen",
                        "loss_mean",
                        4.0,
                        2.0,
                        6.0,
                        "network (range of 2)",
                        2L));
    }

    @Test
    void oneOfAKindIsNotPooled() {
        assertThat(pooled(row("random-s1", "d10-plain-w8-s1-lr0.05", LossStatistics.LOSS_MEAN, 1)))
                .isEmpty();
    }

    @Test
    void labelsTellTheirSource() {
        assertThat(Uncertainty.of("sampling (4 shards)")).contains(Uncertainty.SAMPLING);
        assertThat(Uncertainty.of("plane")).contains(Uncertainty.PLANE);
        assertThat(Uncertainty.of("network (range of 3)")).contains(Uncertainty.NETWORK);
        assertThat(Uncertainty.of("none")).contains(Uncertainty.NONE);
        assertThat(Uncertainty.of("planet")).isEmpty();
    }
}
