package io.lossatlas.analysis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.MetricValues.Exact;
import io.lossatlas.analysis.network.CurvatureMap.Point;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NegativeCurvatureTest {
    private static Map<Metric, Exact> measured(Point... points) {
        return MetricValues.of(List.of(new NegativeCurvature()), new CurvatureMap(List.of(points)))
                .exact();
    }

    /** Ratios 0.5, 0.1, 0 and 0.025; at the last point the eigenvalue is within its error of 0. */
    @Test
    void pointsThatCurveDownwardsBeyondTheError() {
        Map<Metric, Exact> found = measured(
                new Point(2, -1, 0.01), new Point(10, -1, 0.01), new Point(4, 1, 0.01), new Point(4, -0.1, 0.2));

        assertThat(found.get(NegativeCurvature.NEGATIVE_CURVATURE_SHARE)).isEqualTo(new Exact(0.5, 4));
        assertThat(found.get(NegativeCurvature.NEGATIVE_CURVATURE_RATIO)).isEqualTo(new Exact(0.0625, 4));
    }

    @Test
    void noPointsHaveNoNumbers() {
        assertThat(measured()).isEmpty();
    }
}
