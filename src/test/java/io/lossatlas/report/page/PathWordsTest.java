package io.lossatlas.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Nets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class PathWordsTest {
    private static MetricValue row(int step, String metric, double value, int steps) {
        return new MetricValue(
                Nets.skip(10),
                "trajectory",
                OptionalInt.of(step),
                "train",
                "frozen",
                metric,
                value,
                Double.NaN,
                Double.NaN,
                "none",
                steps);
    }

    private static List<MetricValue> path(int step, int steps, double x, double y, double residual) {
        return List.of(
                row(step, "path_variance", x + y, steps),
                row(step, "path_variance_x", x, steps),
                row(step, "path_variance_y", y, steps),
                row(step, "largest_residual", residual, steps));
    }

    @Test
    void sharesAndTheStepThatIsShownWorstAreTold() {
        assertThat(PathWords.of(path(300, 8, 0.75, 0.1875, 0.25)))
                .containsExactly(
                        "d10-skip-w8-s1-lr0.05, plane trajectory: the plane holds 93.8 % of the squared distances of 7 "
                                + "stored steps from the last one (75.0 % along its first direction, 18.8 % along its second): nearly all "
                                + "of the path. No step lies more than 25.0 % of its distance outside.");
    }

    @Test
    void aStepOutsideThePlaneIsToldOn() {
        assertThat(PathWords.of(path(300, 8, 0.5, 0.125, 0.75)))
                .singleElement()
                .asString()
                .contains(
                        "most of the path, and not all of it. A step lies 75.0 % of its distance outside: the surface at its place "
                                + "is not its loss");
        assertThat(PathWords.of(path(300, 8, 0.25, 0.125, 0.75)))
                .singleElement()
                .asString()
                .contains("the smaller part of the path");
    }

    @Test
    void twoStepsLieInAnyPlane() {
        assertThat(PathWords.of(path(300, 3, 0.75, 0.25, 0)))
                .singleElement()
                .asString()
                .endsWith(", as any plane through so few does.");
    }

    @Test
    void withoutDistancesThereIsNoPath() {
        assertThat(PathWords.of(List.of(row(300, "largest_residual", 0, 3))))
                .containsExactly(
                        "d10-skip-w8-s1-lr0.05, plane trajectory: the stored steps have no finite distance from the last one, "
                                + "so there is no path.");
    }

    @Test
    void theLastStepIsTold() {
        List<MetricValue> rows = new ArrayList<>(path(300, 8, 0.75, 0.125, 0.25));
        rows.addAll(path(0, 8, 0.25, 0.125, 0.25));

        assertThat(PathWords.of(rows)).singleElement().asString().contains("holds 87.5 %");
    }
}
