package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.Ignore;
import io.lossatlas.config.Normalize;
import io.lossatlas.config.landscape.StepChoice;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlaneTest {

    @Test
    void aPointIsTheCentrePlusBothDirections() {
        Plane plane = new Plane("p", new float[] {1, 0, 2}, new float[] {0, 4, -2});
        float[] out = new float[3];

        plane.point(new float[] {10, 20, 30}, 0.5, -0.25, out);

        assertThat(out).containsExactly(10.5f, 19, 31.5f);
    }

    @Test
    void aPointIsRoundedToFloatOnce() {
        // 1 + 2^-24 rounds back to 1 in float: added one after the other in float, both steps would be lost.
        float step = 0x1p-24f;
        float[] out = new float[1];

        new Plane("p", new float[] {step}, new float[] {step}).point(new float[] {1}, 1, 1, out);

        assertThat(out[0]).isEqualTo(1 + 0x1p-23f);
    }

    @Test
    void theOriginIsTheCentreItself() {
        float[] centre = {0.1f, -0x1p-25f, 0x1p42f};
        float[] out = new float[3];

        new Plane("p", new float[] {1, 2, 3}, new float[] {4, 5, 6}).point(centre, 0, 0, out);

        assertThat(out).isEqualTo(centre);
    }

    @Test
    void normsAndCosineAreThoseOfTheDirections() {
        // |x| = 5, |y| = 13, x.y = 3 * 5 + 4 * 12 = 63.
        Plane plane = new Plane("p", new float[] {3, 4}, new float[] {5, 12});

        assertThat(plane.xNorm()).isEqualTo(5);
        assertThat(plane.yNorm()).isEqualTo(13);
        assertThat(plane.innerProduct()).isEqualTo(63);
        assertThat(plane.cosine()).isCloseTo(63.0 / 65, within(1e-15));
        assertThat(new Plane("p", new float[2], new float[] {5, 12}).cosine()).isZero();
    }

    @Test
    void normsDoNotOverflowAsFloatsWould() {
        assertThat(new Plane("p", new float[] {3e30f, 4e30f}, new float[2]).xNorm())
                .isCloseTo(5e30, within(1e24));
    }

    @Test
    void directionsOfDifferentLengthsAreNoPlane() {
        assertThatThrownBy(() -> new Plane("p", new float[2], new float[3])).hasMessageContaining("2 and 3 values");
    }

    @Test
    void aRandomPlaneHasTwoIndependentDirectionsAndTheNameOfItsSeed() {
        ParameterLayout layout = new ParameterLayout(List.of(new Parameter("c", Role.CONV, List.of(40, 10, 5, 5), 0)));
        float[] ones = new float[layout.size()];
        Arrays.fill(ones, 1);

        Grid grid = new Grid(new AxisConfig(-1, 1, 3), new AxisConfig(-1, 1, 3));
        Plane plane = new RandomPlane(
                        7,
                        Normalize.FILTER,
                        Set.of(Ignore.BIAS, Ignore.BN),
                        Optional.of(grid),
                        grid.size(),
                        OptionalDouble.empty(),
                        List.of(),
                        StepChoice.LAST)
                .through(new Weights(layout, ones), List.of());

        assertThat(plane.id()).isEqualTo("random-s7");
        assertThat(plane.xNorm()).isCloseTo(100, within(1e-4));
        // The cosine of two independent directions in n = 10,000 dimensions has deviation 1 / sqrt(n) = 0.01.
        assertThat(plane.cosine()).isBetween(-0.04, 0.04).isNotZero();
    }
}
