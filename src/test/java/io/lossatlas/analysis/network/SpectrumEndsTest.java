package io.lossatlas.analysis.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.MetricValues.Exact;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpectrumEndsTest {
    private static Map<Metric, Exact> measured(Map<String, Double> values) {
        return MetricValues.of(List.of(new SpectrumEnds()), new NetworkCurvature(values, 100))
                .exact();
    }

    @Test
    void allThatCanBeHad() {
        Map<Metric, Exact> found = measured(Map.of(
                "hessian lambda_max",
                8.0,
                "hessian lambda_min",
                -2.0,
                "hessian trace",
                20.0,
                "ggn lambda_max",
                6.0,
                "ggn trace",
                25.0,
                "gradient sam_sharpness",
                0.5,
                "gradient critical_sharpness",
                7.0));

        assertThat(found).containsOnlyKeys(new SpectrumEnds().metrics());
        assertThat(found.get(SpectrumEnds.HESSIAN_LAMBDA_MIN)).isEqualTo(new Exact(-2, 100));
        assertThat(found.get(SpectrumEnds.HESSIAN_RATIO)).isEqualTo(new Exact(0.25, 100));
        assertThat(found.get(SpectrumEnds.GGN_TO_HESSIAN)).isEqualTo(new Exact(0.75, 100));
        assertThat(found.get(SpectrumEnds.CRITICAL_SHARPNESS)).isEqualTo(new Exact(7, 100));
    }

    @Test
    void aConvexLossHasNoNegativeShare() {
        assertThat(measured(Map.of("hessian lambda_max", 8.0, "hessian lambda_min", 1.0))
                        .get(SpectrumEnds.HESSIAN_RATIO))
                .isEqualTo(new Exact(0, 100));
    }

    @Test
    void sharesOfNoPositiveCurvatureAreAbsent() {
        assertThat(measured(Map.of("hessian lambda_max", 0.0, "hessian lambda_min", -1.0, "ggn lambda_max", 0.0)))
                .containsOnlyKeys(
                        SpectrumEnds.HESSIAN_LAMBDA_MAX, SpectrumEnds.HESSIAN_LAMBDA_MIN, SpectrumEnds.GGN_LAMBDA_MAX);
    }
}
