package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
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

    private static MetricValue barrier(double value, double low, double high) {
        return new MetricValue(
                Nets.plain(10),
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
