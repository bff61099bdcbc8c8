package io.lossatlas.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchTableTest {
    private static final List<String> LINES = BenchTable.of(List.of(BenchRows.withPeer(), BenchRows.alone()))
            .lines()
            .toList();

    @Test
    void aRowSaysHowFastHowNearThePeakAndHowMuchFasterThanThePeer() {
        assertThat(LINES.get(1).split("\\s+"))
                .containsExactly(
                        "eval",
                        "d10-skip-w8",
                        "simd",
                        "15000",
                        "14900..15200",
                        "90.0",
                        "75",
                        "%",
                        "6000",
                        "5901..6100",
                        "2.50");
    }

    @Test
    void aRowWithoutAPeerLeavesItsColumnsOpenAndSaysWhyBelow() {
        assertThat(LINES.get(2).split("\\s+"))
                .containsExactly(
                        "train", "d100-plain-w16", "dl4j", "12.5", "12.3..12.8", "12.5", "10", "%", "-", "-", "-");
        assertThat(LINES.get(3)).isEqualTo("train d100-plain-w16: peer python3: ended with exit code 9");
    }

    @Test
    void columnsAreAlignedWithinAHundred() {
        assertThat(LINES.subList(0, 3))
                .extracting(String::length)
                .containsOnly(LINES.get(0).length());
        assertThat(LINES.get(0).length()).isLessThanOrEqualTo(100);
    }
}
