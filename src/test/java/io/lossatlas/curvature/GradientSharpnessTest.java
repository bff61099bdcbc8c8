package io.lossatlas.curvature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.shape.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class GradientSharpnessTest {
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("c", Role.CONV, List.of(1, 1, 1, 2), 0), new Parameter("b", Role.BN_MEAN, List.of(1), 2)));

    /** {@code 3 x^2 + 4 y}, whatever the running mean is. */
    private static double loss(float... w) {
        return 3.0 * w[0] * w[0] + 4.0 * w[1];
    }

    /** Along x alone, {@code 3 (x - eta 6 x)^2 > 3 x^2} from eta = 1/3 on: the curvature is 6. */
    @Test
    void theCriticalStepOfAParabolaIsTwoOverItsCurvature() {
        GradientSharpness sharpness = new GradientSharpness(
                LAYOUT, new float[] {2, 0, 7}, new double[] {12, 0, 99}, 12, GradientSharpnessTest::loss);

        assertThat(sharpness.critical().orElseThrow()).isCloseTo(6, within(0.06));
        assertThat(sharpness.norm()).isEqualTo(12);
        assertThat(sharpness.sam()).isCloseTo(3 * (2.05 * 2.05 - 4), within(1e-5));
    }

    /** A slope has no step that makes it rise. */
    @Test
    void aSlopeHasNoCriticalStep() {
        GradientSharpness sharpness = new GradientSharpness(
                LAYOUT, new float[] {0, 1, 0}, new double[] {0, 4, 0}, 4, GradientSharpnessTest::loss);

        assertThat(sharpness.critical()).isEmpty();
        assertThat(sharpness.sam()).isCloseTo(0.2, within(1e-6));
    }
}
