package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class ConvexityWordsTest {
    private static MetricValue row(int step, String bn, String metric, double value, double low, double high) {
        return new MetricValue(
                Nets.skip(10),
                "random-s1",
                OptionalInt.of(step),
                "train",
                bn,
                metric,
                value,
                low,
                high,
                "sampling",
                169);
    }

    private static MetricValue two(double value, double low, double high) {
        return row(300, "frozen", "convex_fraction", value, low, high);
    }

    private static MetricValue all(double negative) {
        return row(300, "frozen", "negative_curvature_share", negative, Double.NaN, Double.NaN);
    }

    @Test
    void aPlaneThatHidesNegativeCurvatureIsToldOn() {
        assertThat(ConvexityWords.of(List.of(two(0.9, 0.8, 1), all(1))))
                .containsExactly(
                        "d10-skip-w8-s1-lr0.05 on plane random-s1, batch norm frozen, train loss at step 300: convex at "
                                + "90.0 % (80.0 % to 100.0 %) of the inner points in the plane's two directions, at 0.0 % of 169 points "
                                + "in all directions. They disagree: the plane hides directions in which the loss bends down.");
    }

    @Test
    void aPlaneThatBendsDownAloneDisagreesToo() {
        assertThat(ConvexityWords.compared(two(0.5, 0.4, 0.6), all(0)))
                .endsWith(
                        "They disagree: the plane bends down where no eigenvalue is negative, as kinks of ReLU and wide steps of "
                                + "a grid can make it.");
        assertThat(ConvexityWords.compared(
                        row(300, "recalibrated", "convex_fraction", 0.5, 0.4, 0.6),
                        row(300, "recalibrated", "negative_curvature_share", 0, Double.NaN, Double.NaN)))
                .contains("kinks of ReLU, statistics that move with the weights and wide steps");
    }

    @Test
    void withinTheIntervalNoDisagreementIsSeen() {
        assertThat(ConvexityWords.compared(two(0.5, 0.4, 0.6), all(0.45))).endsWith("No disagreement seen.");
        assertThat(ConvexityWords.compared(two(0.5, Double.NaN, Double.NaN), all(0.45)))
                .endsWith("Without an interval there is nothing to tell whether they disagree.");
    }

    @Test
    void sharesOfOneSurfaceAreCompared() {
        assertThat(ConvexityWords.of(
                        List.of(two(0.5, 0.4, 0.6), row(0, "frozen", "negative_curvature_share", 1, 0, 0))))
                .isEmpty();
    }
}
