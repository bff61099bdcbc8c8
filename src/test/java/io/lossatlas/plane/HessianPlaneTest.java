package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.ConfigSource;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.graph.shape.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HessianPlaneTest {
    private static final ParameterLayout LAYOUT = new ParameterLayout(List.of(
            new Parameter("d", Role.DENSE, List.of(1, 2), 0),
            new Parameter("b", Role.BIAS, List.of(1), 2),
            new Parameter("m", Role.BN_MEAN, List.of(1), 3)));

    private static PlaneSpec plane(String keys, String others) {
        RunConfig config = RunConfigs.load(
                Optional.of(new ConfigSource(
                        "my.conf",
                        "lossatlas {\nsurface.planes = [{type = hessian" + keys + "}]\nsurface.examples = 70\n" + others
                                + "\n}")),
                List.of());
        return PlaneSpecs.of(config).get(0);
    }

    private static Weights weights(float... values) {
        return new Weights(LAYOUT, values);
    }

    /** Gives these vectors and remembers what was asked for. */
    private static final class Given implements Measurements {
        private final List<Eigenvectors> asked = new ArrayList<>();

        @Override
        public List<Weights> eigenvectors(Eigenvectors wanted) {
            asked.add(wanted);
            return List.of(weights(0.6f, -0.8f, 0, 0), weights(0, 0, 1, 0));
        }

        @Override
        public double[] losses(Plane plane, List<double[]> points) {
            throw new AssertionError("losses were asked for");
        }
    }

    /** Weights (3, 4) have the norm 5; the bias does not count, but the axes may lie along it. */
    @Test
    void axesHaveTheLengthOfTheWeightsAndTheirLargestEntryIsPositive() {
        Given given = new Given();
        PlaneSpec spec = plane("", "");

        LaidPlane laid = LaidPlane.of(spec, weights(3, 4, 100, 7), List.of(), given);

        assertThat(laid.plane().id()).isEqualTo("hessian");
        assertThat(laid.plane().x()).containsExactly(new float[] {-3, 4, 0, 0}, within(1e-6f));
        assertThat(laid.plane().y()).containsExactly(0, 0, 5, 0);
        assertThat(laid.grid()).isEqualTo(spec.grid().orElseThrow());
        assertThat(laid.places()).isEmpty();
        assertThat(given.asked).hasSize(1);
    }

    @Test
    void theSliceIsThatOfCurvatureWhereThereIsOne() {
        assertThat(plane("", "").settings())
                .containsEntry("examples", "70")
                .containsEntry("split", "train")
                .containsEntry("bn", "frozen")
                .containsEntry("axes", "top");
        assertThat(plane(
                                ", axes = extremes",
                                "curvature {examples = 30, split = test, bn = [recalibrated], iterations = 9}")
                        .settings())
                .containsEntry("examples", "30")
                .containsEntry("split", "test")
                .containsEntry("bn", "recalibrated")
                .containsEntry("iterations", "9")
                .containsEntry("axes", "extremes");
        assertThat(plane(", axes = extremes", "").id()).isEqualTo("hessian-extremes");
        assertThat(plane("", "").sample()).isEmpty();
    }

    @Test
    void otherKeysAndAxesAreRefused() {
        assertThatThrownBy(() -> plane(", axes = bottom", ""))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("axes")
                .hasMessageContaining("top, extremes")
                .hasMessageContaining("bottom");
        assertThatThrownBy(() -> plane(", normalize = filter", ""))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("unknown key");
    }
}
