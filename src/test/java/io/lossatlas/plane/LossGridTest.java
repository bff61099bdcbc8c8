package io.lossatlas.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.AxisConfig;
import org.junit.jupiter.api.Test;

class LossGridTest {
    private static final Grid GRID = new Grid(new AxisConfig(-1, 1, 3), new AxisConfig(0, 1, 2));
    private static final LossGrid LOSSES = new LossGrid(GRID, new double[] {4, 5, 1, 0, Double.NaN, 2});

    @Test
    void pointsStepsAndCentre() {
        assertThat(LOSSES.loss(2, 1)).isEqualTo(2);
        assertThat(LOSSES.hx()).isEqualTo(1);
        assertThat(LOSSES.hy()).isEqualTo(1);
        assertThat(LOSSES.hasCentre()).isTrue();
        assertThat(LOSSES.centreLoss()).isEqualTo(1);
        assertThat(LOSSES.with(new double[] {1, 1, Double.NaN, 1, 1, 1}).hasCentre())
                .isFalse();
    }

    @Test
    void aLineHasNoEdgeAcross() {
        LossGrid line = new LossGrid(new Grid(new AxisConfig(0, 2, 3), new AxisConfig(0, 0, 1)), new double[3]);

        assertThat(line.isPlane()).isFalse();
        assertThat(line.hy()).isZero();
        assertThat(line.isEdge(0)).isTrue();
        assertThat(line.isEdge(1)).isFalse();
        assertThat(LOSSES.isEdge(2)).isTrue();
    }

    @Test
    void theLogarithmOfNothingIsAHole() {
        assertThat(LOSSES.log().loss())
                .containsExactly(StrictMath.log(4), StrictMath.log(5), 0, Double.NaN, Double.NaN, StrictMath.log(2));
    }

    @Test
    void asManyLossesAsPoints() {
        assertThatThrownBy(() -> new LossGrid(GRID, new double[5])).hasMessage("5 losses for 6 points");
    }
}
