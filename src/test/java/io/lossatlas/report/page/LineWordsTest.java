package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
import io.lossatlas.results.Network;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LineWordsTest {

    @Test
    void aBarrierIsSaidWithItsInterval() {
        assertThat(LineWords.barrier(barrier(1.25, 1, 1.5), GuessingLoss.TEN))
                .isEqualTo(
                        "it rises by at most 1.250 nats (1.000 to 1.500, by intervals of sampling (4 shards)) above the "
                                + "straight line between the losses of the two ends.");
    }

    @Test
    void withoutABarrierThatIsSaid() {
        assertThat(LineWords.barrier(barrier(0, Double.NaN, Double.NaN), GuessingLoss.TEN))
                .isEqualTo("no barrier: it is nowhere above the straight line between the losses of the two ends.");
    }

    @Test
    void aBarrierThatMayBeNoneIsNotSeen() {
        assertThat(LineWords.barrier(barrier(0.25, 0, 0.5), GuessingLoss.TEN))
                .isEqualTo(
                        "no barrier is seen: its rise of at most 0.2500 nats above the straight line between the losses of the "
                                + "two ends is not told from none (0 to 0.5000, by intervals of sampling (4 shards)).");
    }

    @Test
    void barriersOfPlainAndSkipAreComparedByTheirIntervals() {
        assertThat(LineWords.pairs(List.of(barrier(1.25, 1, 1.5), barrier(Nets.skip(10), 0.5, 0.25, 0.75))))
                .containsExactly(
                        "Depth 10 (w8-s1-lr0.05), plane line-d10-plain-w8-s2-lr0.05, batch norm frozen, train loss: the barrier is "
                                + "0.5000 (0.2500 to 0.7500) with skip connections, 1.250 (1.000 to 1.500) without: lower with them.");
        assertThat(LineWords.pairs(List.of(barrier(1.25, 1, 1.5), barrier(Nets.skip(10), 0.9, 0.75, 1.05))))
                .singleElement()
                .asString()
                .endsWith(": no difference seen.");
        assertThat(LineWords.pairs(List.of(barrier(1.25, 1, 1.5)))).isEmpty();
    }

    private static MetricValue barrier(double value, double low, double high) {
        return barrier(Nets.plain(10), value, low, high);
    }

    private static MetricValue barrier(Network network, double value, double low, double high) {
        return new MetricValue(
                network,
                "line-d10-plain-w8-s2-lr0.05",
                OptionalInt.of(300),
                "train",
                "frozen",
                "barrier",
                value,
                low,
                high,
                "sampling (4 shards)",
                4);
    }
}
