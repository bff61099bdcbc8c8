package io.lossatlas.analysis.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.plane.LossGrid;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimaTest {
    private static final double EXACT = 1e-12;

    @Test
    void valleysOfALineByHand() {
        assertThat(MergeTree.valleys(Grids.line(3, 1, 4, 0, 5, 2, 6)))
                .containsExactly(new Valley(1, 2), new Valley(5, 4), new Valley(3, Valley.NO_SADDLE));
    }

    /** Across corners one comes from 0.5 to 0 over 1; by sides alone it would be over 9. */
    @Test
    void cornersTouch() {
        double[] losses = {0, 9, 9, 9, 1, 9, 9, 9, 0.5};
        LossGrid surface = Grids.square(1, 3, (a, b) -> losses[(int) (3 * (a + 1) + b + 1)]);

        assertThat(MergeTree.valleys(surface)).containsExactly(new Valley(8, 4), new Valley(0, Valley.NO_SADDLE));
    }

    @Test
    void aWallOfHolesMakesTwoDeepestValleys() {
        assertThat(MergeTree.valleys(Grids.line(2, 1, Double.NaN, 3, 5)))
                .containsExactly(new Valley(1, Valley.NO_SADDLE), new Valley(3, Valley.NO_SADDLE));
    }

    @Test
    void ofEqualMinimaTheFirstIsDeepestAndAFlatPlaceIsOneValley() {
        assertThat(MergeTree.valleys(Grids.line(1, 1, 2, 1, 1)))
                .containsExactly(new Valley(3, 2), new Valley(0, Valley.NO_SADDLE));
        assertThat(MergeTree.valleys(Grids.square(1, 5, (a, b) -> 7))).containsExactly(new Valley(0, Valley.NO_SADDLE));
    }

    @Test
    void aBowlHasOneMinimum() {
        assertThat(Grids.measured(Grids.square(1, 21, (a, b) -> a * a + a * b + b * b)))
                .containsEntry(Minima.MINIMA, 1.0)
                .containsEntry(Minima.EDGE_MINIMA, 0.0)
                .containsEntry(Minima.BARRIER_MAX, 0.0);
    }

    @Test
    void aSlopeHasItsMinimumOnTheEdge() {
        assertThat(Grids.measured(Grids.square(1, 9, (a, b) -> 5 + a + 0.1 * b)))
                .containsEntry(Minima.MINIMA, 0.0)
                .containsEntry(Minima.EDGE_MINIMA, 1.0);
    }

    /** Cups at -1, 0 and 1 along both axes, parted by saddles of height 2. */
    @Test
    void anEggBoxHasItsCupsAndBarriers() {
        Map<Metric, Double> found = Grids.measured(Grids.square(1.5, 61, Grids::eggBox));

        assertThat(found).containsEntry(Minima.MINIMA, 9.0).containsEntry(Minima.EDGE_MINIMA, 0.0);
        assertThat(found.get(Minima.BARRIER_MAX)).isCloseTo(2, within(EXACT));
        assertThat(found.get(Minima.BARRIER_MEAN)).isCloseTo(2, within(EXACT));
    }

    /** The window ends in the middle of eight of the nine cups. */
    @Test
    void cupsOnTheEdgeCountApart() {
        assertThat(Grids.measured(Grids.square(1, 41, Grids::eggBox)))
                .containsEntry(Minima.MINIMA, 1.0)
                .containsEntry(Minima.EDGE_MINIMA, 8.0);
    }

    /** Minima near -2 .. 2 along both axes; the highest barrier leads from near 1 over the top near 0.5 to 0. */
    @Test
    void rastriginHasTwentyFiveMinima() {
        Map<Metric, Double> found = Grids.measured(Grids.square(2.5, 251, Grids::rastrigin));

        double cup = IntStream.rangeClosed(75, 125)
                .mapToDouble(n -> Grids.wave(n / 50.0 - 1))
                .min()
                .orElseThrow();
        double top = IntStream.rangeClosed(0, 50)
                .mapToDouble(n -> Grids.wave(n / 50.0))
                .max()
                .orElseThrow();
        assertThat(found).containsEntry(Minima.MINIMA, 25.0).containsEntry(Minima.EDGE_MINIMA, 0.0);
        assertThat(found.get(Minima.BARRIER_MAX)).isCloseTo(top - cup, within(1e-10));
    }

    @Test
    void barriersOfTheSizeOfRoundingDoNotCount() {
        Map<Metric, Double> found = Grids.measured(Grids.noisy(Grids.square(1, 51, (a, b) -> Math.log(10)), 2e-6));

        assertThat(found.get(Minima.MINIMA) + found.get(Minima.EDGE_MINIMA)).isEqualTo(1);
    }

    /** A barrier of 1 counts where its own error is 0.3, and not where that is 0.4. */
    @Test
    void aBarrierHasToBeThreeTimesItsOwnError() {
        LossGrid line = Grids.line(9, 0, 2, 1, 9);

        assertThat(Grids.measured(line, (one, other) -> 0.3)).containsEntry(Minima.MINIMA, 2.0);
        assertThat(Grids.measured(line, (one, other) -> 0.4)).containsEntry(Minima.MINIMA, 1.0);
    }

    @Test
    void barriersAreWhatFloodingFindsToo() {
        Random random = new Random(3);
        for (int n = 0; n < 200; n++) {
            double[] losses =
                    DoubleStream.generate(random::nextDouble).limit(42).toArray();
            losses[random.nextInt(42)] = Double.NaN;
            LossGrid surface = new LossGrid(
                    Grids.of(Grids.axis(0, 1, 6), Grids.axis(0, 1, 7), (a, b) -> 0)
                            .grid(),
                    losses);
            Map<Integer, Double> barriers = new TreeMap<>();
            MergeTree.valleys(surface).forEach(valley -> barriers.put(valley.minimum(), valley.barrier(surface)));

            assertThat(barriers).isEqualTo(flooded(surface));
        }
    }

    /** For every local minimum the lowest level at which flooding from it reaches a lower point. */
    private static Map<Integer, Double> flooded(LossGrid surface) {
        Map<Integer, Double> barriers = new TreeMap<>();
        double[] loss = surface.loss();
        for (int p = 0; p < loss.length; p++) {
            int start = p;
            double level = Double.isNaN(loss[p])
                    ? loss[p]
                    : DoubleStream.of(loss)
                            .filter(each -> each >= loss[start] && reachesLower(surface, start, each))
                            .min()
                            .orElse(Double.POSITIVE_INFINITY);
            if (level > loss[p]) {
                barriers.put(p, level - loss[p]);
            }
        }
        return barriers;
    }

    private static boolean reachesLower(LossGrid surface, int start, double level) {
        boolean[] wet = new boolean[surface.loss().length];
        Deque<Integer> front = new ArrayDeque<>();
        front.add(start);
        wet[start] = true;
        while (!front.isEmpty()) {
            int p = front.remove();
            if (surface.loss()[p] < surface.loss()[start]) {
                return true;
            }
            for (int q = 0; q < wet.length; q++) {
                boolean near = Math.abs(q / surface.ny() - p / surface.ny()) <= 1
                        && Math.abs(q % surface.ny() - p % surface.ny()) <= 1;
                if (near && !wet[q] && surface.loss()[q] <= level) {
                    wet[q] = true;
                    front.add(q);
                }
            }
        }
        return false;
    }
}
