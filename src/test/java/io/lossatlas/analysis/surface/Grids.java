package io.lossatlas.analysis.surface;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.surface.SurfaceContext.DifferenceError;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleBinaryOperator;

/** Surfaces whose metrics are known. */
public final class Grids {
    private Grids() {}

    public static AxisConfig axis(double min, double max, int points) {
        return new AxisConfig(min, max, points);
    }

    public static LossGrid of(AxisConfig x, AxisConfig y, DoubleBinaryOperator loss) {
        Grid grid = new Grid(x, y);
        double[] losses = new double[(int) grid.points()];
        for (int p = 0; p < losses.length; p++) {
            losses[p] = loss.applyAsDouble(grid.alpha(grid.i(p)), grid.beta(grid.j(p)));
        }
        return new LossGrid(grid, losses);
    }

    /** Over the square from -reach to reach. */
    public static LossGrid square(double reach, int points, DoubleBinaryOperator loss) {
        return of(axis(-reach, reach, points), axis(-reach, reach, points), loss);
    }

    /** On a line along alpha at the points 0, 1, 2, ... */
    public static LossGrid line(double... losses) {
        return new LossGrid(new Grid(axis(0, losses.length - 1, losses.length), axis(0, 0, 1)), losses);
    }

    /** With a loss that is not there. */
    public static LossGrid withHole(LossGrid surface, int i, int j) {
        double[] losses = surface.loss().clone();
        losses[i * surface.ny() + j] = Double.NaN;
        return surface.with(losses);
    }

    /** With noise between -size and size added. */
    public static LossGrid noisy(LossGrid surface, double size) {
        Random random = new Random(11);
        double[] losses = surface.loss().clone();
        for (int p = 0; p < losses.length; p++) {
            losses[p] += size * (2 * random.nextDouble() - 1);
        }
        return surface.with(losses);
    }

    /** All metrics where differences between points have no error. */
    public static Map<Metric, Double> measured(LossGrid surface) {
        return measured(surface, (one, other) -> 0);
    }

    /** All metrics where differences between points have an error. */
    public static Map<Metric, Double> measured(LossGrid surface, DifferenceError error) {
        return measured(surface, context("random", error));
    }

    /** A whole surface in a plane of a kind, of ten classes. */
    public static SurfaceContext context(String type, DifferenceError error) {
        return new SurfaceContext(type, GuessingLoss.TEN, 0, 0, error);
    }

    /** All metrics of a surface of which more is known. */
    public static Map<Metric, Double> measured(LossGrid surface, SurfaceContext context) {
        return MetricValues.of(Metrics.OF_SURFACES, new MeasuredSurface(surface, context))
                .sampled();
    }

    /** Minima of height 0 at whole numbers; saddles of height 2 between them, tops of height 4. */
    public static double eggBox(double a, double b) {
        return 2 - StrictMath.cos(2 * Math.PI * a) - StrictMath.cos(2 * Math.PI * b);
    }

    public static double rastrigin(double a, double b) {
        return wave(a) + wave(b);
    }

    /** Rastrigin's function of one variable. */
    public static double wave(double a) {
        return 10 + a * a - 10 * StrictMath.cos(2 * Math.PI * a);
    }
}
