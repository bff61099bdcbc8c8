package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.LossGrid;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class LinearBarrierTest {
    private static final double EXACT = 1e-14;

    private static Map<Metric, Double> on(String type, LossGrid surface) {
        return Grids.measured(surface, Grids.context(type, (one, other) -> 0));
    }

    private static LossGrid line(AxisConfig axis, DoubleUnaryOperator loss) {
        return Grids.of(axis, Grids.axis(0, 0, 1), (a, b) -> loss.applyAsDouble(a));
    }

    private static Map<Metric, Double> onLine(AxisConfig axis, DoubleUnaryOperator loss) {
        return on("line", line(axis, loss));
    }

    @Test
    void aStraightWayHasNone() {
        assertThat(onLine(Grids.axis(-0.5, 1.5, 9), a -> 3 + 2 * a).get(LinearBarrier.BARRIER))
                .isCloseTo(0, within(EXACT));
    }

    /** 2 + 4 a (1 - a) between ends of 2: 1 at the middle. Outside of the ends it is lower, and does not count. */
    @Test
    void theTopOfAnArch() {
        assertThat(onLine(Grids.axis(-0.5, 1.5, 9), a -> 2 + 4 * a * (1 - a)).get(LinearBarrier.BARRIER))
                .isCloseTo(1, within(EXACT));
    }

    /** 1 + a + 3 a (1 - a): above the line from 1 to 2 by 3 a (1 - a), 0.75 at the middle, though the top is at 2/3. */
    @Test
    void theRiseIsAboveTheLineBetweenTheEnds() {
        assertThat(onLine(Grids.axis(0, 1, 5), a -> 1 + a + 3 * a * (1 - a)).get(LinearBarrier.BARRIER))
                .isCloseTo(0.75, within(EXACT));
    }

    /** A valley between both ends lies below the line; the ends themselves are 0 above it. Beyond them it rises. */
    @Test
    void aValleyBetweenHasNone() {
        assertThat(onLine(Grids.axis(-0.5, 1.5, 9), a -> 2 - 4 * a * (1 - a)).get(LinearBarrier.BARRIER))
                .isEqualTo(0);
    }

    /** Without the middle the arch is highest at 0.25 and 0.75: 4 * 0.25 * 0.75. */
    @Test
    void aHoleOnTheWayIsLeftOut() {
        LossGrid arch = line(Grids.axis(0, 1, 5), a -> 2 + 4 * a * (1 - a));

        assertThat(on("line", Grids.withHole(arch, 2, 0)).get(LinearBarrier.BARRIER))
                .isCloseTo(0.75, within(EXACT));
    }

    @Test
    void withoutAnEndThereIsNone() {
        LossGrid arch = line(Grids.axis(0, 1, 5), a -> 2 + 4 * a * (1 - a));

        assertThat(on("line", Grids.withHole(arch, 0, 0))).doesNotContainKey(LinearBarrier.BARRIER);
        assertThat(on("line", Grids.withHole(arch, 4, 0))).doesNotContainKey(LinearBarrier.BARRIER);
        assertThat(onLine(Grids.axis(0, 0.9, 10), a -> 1)).doesNotContainKey(LinearBarrier.BARRIER);
        assertThat(onLine(Grids.axis(-1, 2, 3), a -> 1)).doesNotContainKey(LinearBarrier.BARRIER);
    }

    @Test
    void aRandomPlaneHasNone() {
        assertThat(on("random-s1", line(Grids.axis(0, 1, 5), a -> 2 + 4 * a * (1 - a))))
                .doesNotContainKey(LinearBarrier.BARRIER);
    }
}
