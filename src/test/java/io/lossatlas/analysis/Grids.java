package io.lossatlas.analysis;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Surfaces whose metrics are known. */
final class Grids {
    private Grids() {}

    static AxisConfig axis(double min, double max, int points) {
        return new AxisConfig(min, max, points);
    }

    static LossGrid of(AxisConfig x, AxisConfig y, DoubleBinaryOperator loss) {
        Grid grid = new Grid(x, y);
        double[] losses = new double[(int) grid.points()];
        for (int p = 0; p < losses.length; p++) {
            losses[p] = loss.applyAsDouble(grid.alpha(grid.i(p)), grid.beta(grid.j(p)));
        }
        return new LossGrid(grid, losses);
    }

    /** Over the square from -reach to reach. */
    static LossGrid square(double reach, int points, DoubleBinaryOperator loss) {
        return of(axis(-reach, reach, points), axis(-reach, reach, points), loss);
    }

    /** On a line along alpha at the points 0, 1, 2, ... */
    static LossGrid line(double... losses) {
        return new LossGrid(new Grid(axis(0, losses.length - 1, losses.length), axis(0, 0, 1)), losses);
    }

    /** With a loss that is not there. */
    static LossGrid withHole(LossGrid surface, int i, int j) {
        double[] losses = surface.loss().clone();
        losses[i * surface.ny() + j] = Double.NaN;
        return surface.with(losses);
    }

    /** With noise between -size and size added. */
    static LossGrid noisy(LossGrid surface, double size) {
        Random random = new Random(11);
        double[] losses = surface.loss().clone();
        for (int p = 0; p < losses.length; p++) {
            losses[p] += size * (2 * random.nextDouble() - 1);
        }
        return surface.with(losses);
    }

    /** All metrics where differences between points have no error. */
    static Map<Metric, Double> measured(LossGrid surface) {
        return new Measures((one, other) -> 0).of(surface);
    }

    /** Minima of height 0 at whole numbers; saddles of height 2 between them, tops of height 4. */
    static double eggBox(double a, double b) {
        return 2 - StrictMath.cos(2 * Math.PI * a) - StrictMath.cos(2 * Math.PI * b);
    }

    static double rastrigin(double a, double b) {
        return wave(a) + wave(b);
    }

    /** Rastrigin's function of one variable. */
    static double wave(double a) {
        return 10 + a * a - 10 * StrictMath.cos(2 * Math.PI * a);
    }
}
