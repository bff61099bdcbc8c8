package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.config.Wiring;
import io.lossatlas.model.Variant;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MetricWordsTest {
    private static final Network PLAIN = Nets.plain(10);
    private static final Network SKIP = Nets.skip(10);
    private static final Network PLAIN_POOLED = Network.pooled(new Variant(10, Wiring.PLAIN, 8, 1, 0.05));
    private static final Network SKIP_POOLED = Network.pooled(new Variant(10, Wiring.SKIP, 8, 1, 0.05));

    @Test
    void namesWhatDiffersAndCountsTheRest() {
        assertThat(texts(
                        row("random-s1", PLAIN, "flat_fraction", 0.5, 0.4, 0.6, "sampling (4 shards)"),
                        row("random-s1", SKIP, "flat_fraction", 0.1, 0, 0.2, "sampling (4 shards)"),
                        row("random-s1", PLAIN, "minima", 2, 1, 3, "sampling (4 shards)"),
                        row("random-s1", SKIP, "minima", 1, 1, 1, "sampling (4 shards)")))
                .containsExactly(
                        "Depth 10 (w8-s1-lr0.05), batch norm frozen, train loss, plane random-s1, by intervals of "
                                + "sampling (4 shards): plain and skip differ in 1 of 2 metrics, flat fraction 0.1000 (0 to 0.2000) "
                                + "with skip connections, 0.5000 (0.4000 to 0.6000) without. No difference is seen in the other 1.");
    }

    @Test
    void saysThatNoDifferenceIsSeen() {
        assertThat(texts(
                        row("all", PLAIN, "minima", 2, 1, 3, "plane (range of 3)"),
                        row("all", SKIP, "minima", 1, 1, 1, "plane (range of 3)")))
                .containsExactly(
                        "Depth 10 (w8-s1-lr0.05), batch norm frozen, train loss, plane all, by intervals of plane "
                                + "(range of 3): no difference seen between plain and skip in any of 1 metrics.");
    }

    @Test
    void theWidestQuestionIsAnswered() {
        List<String> texts = texts(
                row("random-s1", PLAIN, "minima", 2, 2, 2, "sampling"),
                row("random-s1", SKIP, "minima", 1, 1, 1, "sampling"),
                row("all", PLAIN, "minima", 2, 1, 3, "plane (range of 3)"),
                row("all", SKIP, "minima", 1, 1, 1, "plane (range of 3)"),
                row("all", PLAIN_POOLED, "minima", 2, 1, 3, "network"),
                row("all", SKIP_POOLED, "minima", 5, 4, 6, "network"));
        assertThat(texts).hasSize(1).first().asString().contains("(w8-lr0.05)").contains("by intervals of network");
    }

    @Test
    void whatAllPlanesShareIsNotComparedByPlanes() {
        assertThat(texts(
                        row("all", PLAIN, "centre_loss", 2, 2, 2, "plane (range of 3)"),
                        row("all", SKIP, "centre_loss", 1, 1, 1, "plane (range of 3)"),
                        row("all", PLAIN, "sharpness_mean_r0_5", 9, 8, 10, "plane (range of 3)"),
                        row("all", SKIP, "sharpness_mean_r0_5", 1, 0, 2, "plane (range of 3)")))
                .singleElement()
                .asString()
                .contains("differ in 1 of 1 metrics, sharpness mean r0.5 1.000 (0 to 2.000) with");
    }

    @Test
    void withoutAnIntervalNothingIsCompared() {
        assertThat(texts(
                        row("random-s1", PLAIN, "minima", 2, Double.NaN, Double.NaN, "sampling (1 shard)"),
                        row("random-s1", SKIP, "minima", 1, Double.NaN, Double.NaN, "sampling (1 shard)")))
                .isEmpty();
    }

    private static List<String> texts(MetricValue... rows) {
        return MetricWords.of(List.of(rows));
    }

    private static MetricValue row(
            String plane, Network network, String metric, double value, double low, double high, String interval) {
        return new MetricValue(
                network, plane, OptionalInt.of(300), "train", "frozen", metric, value, low, high, interval, 4);
    }
}
