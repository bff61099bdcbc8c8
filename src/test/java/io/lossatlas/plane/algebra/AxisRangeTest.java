package io.lossatlas.plane.algebra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class AxisRangeTest {
    /** From -1.25 to 0.25 in 6 points: a spacing of 0.3 has five points below 0 and one above, one too many; 0.313 has four. */
    @Test
    void theRangeHasZeroAmongItsPoints() {
        AxisConfig axis = AxisRange.covering(-1.25, 0.25, 6);

        assertThat(axis).isEqualTo(new AxisConfig(-1.252, 0.313, 6));
        assertThat(new Grid(axis, axis).alpha(4)).isZero();
    }

    /** The span of 0 and the coordinates is 10, and a fifth of it 2. */
    @Test
    void aMarginIsAddedOnBothSides() {
        assertThat(AxisRange.around(new double[] {-10, -3}, 0.2, 15)).isEqualTo(new AxisConfig(-12, 2, 15));
    }

    @Test
    void fewPointsHaveNoRoomForAllOfIt() {
        assertThat(AxisRange.covering(-1, 2, 1)).isEqualTo(new AxisConfig(0, 0, 1));
        assertThat(AxisRange.covering(-1, 2, 2)).isEqualTo(new AxisConfig(-1, 2, 2));
        assertThat(AxisRange.covering(0, 2, 2)).isEqualTo(new AxisConfig(0, 2, 2));
    }

    @Test
    void nothingHasNoRange() {
        assertThatThrownBy(() -> AxisRange.covering(0, 0, 5)).hasMessage("no range from 0.0 to 0.0");
        assertThatThrownBy(() -> AxisRange.covering(Double.NaN, 1, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void itCoversWhatItShouldAndLittleMore(
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e6) double below,
            @ForAll @Scale(6) @DoubleRange(min = 1e-6, max = 1e6) double above,
            @ForAll @IntRange(min = 3, max = 101) int points) {
        AxisConfig axis = AxisRange.covering(-below, above, points);
        Grid grid = new Grid(axis, axis);

        assertThat(axis.min()).isLessThanOrEqualTo(-below);
        assertThat(axis.max()).isGreaterThanOrEqualTo(above);
        assertThat(IntStream.range(0, points).mapToDouble(grid::alpha)).contains(0.0);
        // At worst one side is all but nothing and takes an interval of its own: (n - 1) / (n - 2) of the length, and
        // rounding.
        assertThat(axis.max() - axis.min()).isLessThan((below + above) * (points - 1) / (points - 2) * 1.02);
    }
}
