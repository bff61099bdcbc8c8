package io.lossatlas.report.page;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.SurfaceConfig;
import io.lossatlas.plane.Grid;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Every so many points of an axis, the trained weights among them where the grid has them.
 *
 * @param first index of the first point taken
 * @param step from one to the next
 * @param count how many
 */
record Sampling(int first, int step, int count) {

    /**
     * The samplings of both axes that keep a page small.
     *
     * @param surfaces how many there are
     * @param most points of all surfaces together
     * @return x and y
     */
    static List<Sampling> of(SurfaceConfig config, int surfaces, long most) {
        Grid grid = new Grid(config.x(), config.y());
        for (int step = 1; ; step++) {
            Sampling x = of(config.x(), grid::alpha, step);
            Sampling y = of(config.y(), grid::beta, step);
            if (surfaces * (long) x.count * y.count <= most || x.count * y.count == 1) {
                return List.of(x, y);
            }
        }
    }

    private static Sampling of(AxisConfig axis, IntToDoubleFunction coordinate, int step) {
        int first = IntStream.range(0, axis.points())
                .filter(n -> coordinate.applyAsDouble(n) == 0)
                .map(n -> n % step)
                .findFirst()
                .orElse(0);
        int offset = Math.min(first, axis.points() - 1);
        return new Sampling(offset, step, (axis.points() - offset + step - 1) / step);
    }

    /** The indices taken. */
    IntStream indices() {
        return IntStream.range(0, count).map(n -> first + n * step);
    }

    /** Where an index is among those taken. */
    int place(int index) {
        return (index - first) / step;
    }
}
