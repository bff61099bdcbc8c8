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
        assertThat(LINES.get(5)).isEqualTo("train d100-plain-w16: peer python3: ended with exit code 9");
    }

    @Test
    void belowTheTableIsHowLongARowTookToBeReadyAndItsFastestPeer() {
        assertThat(LINES.subList(3, 5))
                .containsExactly(
                        "eval d10-skip-w8 simd: ready in 12.5 ms, weights of a point set in 0.0250 ms,"
                                + " fastest peer PyTorch 9 (python3), batch 64: 6000 images/s, ratio 2.50",
                        "train d100-plain-w16 dl4j: ready in 1.50 s");
        assertThat(BenchTable.of(List.of(BenchRows.ofFile())))
                .contains("eval resnet-b simd: ready in 52.1 ms, weights of a point set in 1.25 ms,"
                        + " fastest peer ONNX Runtime 2 (python3), batch 16: 800 images/s, ratio 1.25");
    }

    @Test
    void belowTheTableIsHowManyTimesAsLongAsTheGradientAProductTakes() {
        assertThat(BenchTable.of(List.of(BenchRows.product())))
                .contains("product d100-plain-w16 simd: ready in 250 ms, gradient 1300 images/s,"
                        + " a product takes 3.25 times as long");
    }

    @Test
    void columnsAreAlignedWithinAHundred() {
        assertThat(LINES.subList(0, 3))
                .extracting(String::length)
                .containsOnly(LINES.get(0).length());
        assertThat(LINES.get(0).length()).isLessThanOrEqualTo(100);
    }
}
