package io.lossatlas.analysis.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.MetricValues.Bounded;
import io.lossatlas.analysis.metric.MetricValues.Exact;
import io.lossatlas.analysis.metric.MetricValues.Probed;
import io.lossatlas.analysis.network.NetworkCurvature.Quantity;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpectrumEndsTest {
    private static MetricValues measured(Map<String, Quantity> values) {
        return MetricValues.of(List.of(new SpectrumEnds()), new NetworkCurvature(values, 100));
    }

    private static Quantity eigenvalue(double value, double error) {
        return new Quantity(value, error, 12);
    }

    private static Quantity exact(double value) {
        return new Quantity(value, Double.NaN, 1);
    }

    private static Set<Metric> names(MetricValues values) {
        Set<Metric> names = new HashSet<>(values.exact().keySet());
        names.addAll(values.bounded().keySet());
        names.addAll(values.probed().keySet());
        return names;
    }

    @Test
    void allThatCanBeHad() {
        MetricValues found = measured(Map.of(
                "hessian lambda_max", eigenvalue(8, 0),
                "hessian lambda_min", eigenvalue(-2, 0.5),
                "hessian trace", new Quantity(20, 3, 6),
                "ggn lambda_max", eigenvalue(6, 0),
                "ggn trace", new Quantity(25, 2, 6),
                "gradient sam_sharpness", exact(0.5),
                "gradient critical_sharpness", exact(7)));

        assertThat(names(found)).containsExactlyInAnyOrderElementsOf(new SpectrumEnds().metrics());
        assertThat(found.bounded().get(SpectrumEnds.HESSIAN_LAMBDA_MIN)).isEqualTo(new Bounded(-2, -2.5, -1.5, 100));
        assertThat(found.bounded().get(SpectrumEnds.HESSIAN_RATIO)).isEqualTo(new Bounded(0.25, 1.5 / 8, 2.5 / 8, 100));
        assertThat(found.bounded().get(SpectrumEnds.GGN_TO_HESSIAN)).isEqualTo(new Bounded(0.75, 0.75, 0.75, 100));
        assertThat(found.probed().get(SpectrumEnds.HESSIAN_TRACE)).isEqualTo(new Probed(20, 3, 6));
        assertThat(found.exact().get(SpectrumEnds.CRITICAL_SHARPNESS)).isEqualTo(new Exact(7, 100));
    }

    @Test
    void aConvexLossHasNoNegativeShare() {
        assertThat(measured(Map.of(
                                "hessian lambda_max", eigenvalue(8, 0.1),
                                "hessian lambda_min", eigenvalue(1, 0.1)))
                        .bounded()
                        .get(SpectrumEnds.HESSIAN_RATIO))
                .isEqualTo(new Bounded(0, 0, 0, 100));
    }

    /** Of 6 +- 1 over 8 +- 2: from 5 / 10 to 7 / 6. */
    @Test
    void aShareIsAsUncertainAsItsParts() {
        Bounded share = measured(Map.of("hessian lambda_max", eigenvalue(8, 2), "ggn lambda_max", eigenvalue(6, 1)))
                .bounded()
                .get(SpectrumEnds.GGN_TO_HESSIAN);

        assertThat(share.value()).isEqualTo(0.75);
        assertThat(share.low()).isCloseTo(0.5, within(1e-15));
        assertThat(share.high()).isCloseTo(7.0 / 6, within(1e-15));
    }

    @Test
    void aShareOfWhatMayBeNothingHasNoBounds() {
        Bounded share = measured(Map.of("hessian lambda_max", eigenvalue(1, 1), "ggn lambda_max", eigenvalue(6, 1)))
                .bounded()
                .get(SpectrumEnds.GGN_TO_HESSIAN);

        assertThat(share.value()).isEqualTo(6);
        assertThat(share.low()).isNaN();
        assertThat(share.high()).isNaN();
    }

    @Test
    void sharesOfNoPositiveCurvatureAreAbsent() {
        assertThat(names(measured(Map.of(
                        "hessian lambda_max", eigenvalue(0, 0),
                        "hessian lambda_min", eigenvalue(-1, 0),
                        "ggn lambda_max", eigenvalue(0, 0)))))
                .containsOnly(
                        SpectrumEnds.HESSIAN_LAMBDA_MAX, SpectrumEnds.HESSIAN_LAMBDA_MIN, SpectrumEnds.GGN_LAMBDA_MAX);
    }

    @Test
    void whatIsNotFiniteIsAbsent() {
        assertThat(names(measured(Map.of(
                        "hessian lambda_max",
                        eigenvalue(Double.NaN, Double.NaN),
                        "hessian trace",
                        new Quantity(Double.NaN, Double.NaN, 3)))))
                .isEmpty();
    }
}
