package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.LossGrid;
import java.util.List;

/** The trained network on its surface, where it sits at (0, 0). Absent where the grid misses that point. */
public final class Centre implements MetricFamily<MeasuredSurface> {
    /** Its loss. */
    public static final Metric CENTRE_LOSS =
            new Metric("centre_loss", SURFACE, "loss", NON_NEGATIVE, "Loss of the trained network itself.", "L0");

    /** Whether it is a local minimum of the grid; a hole is no lower neighbour, a line has two. Absent on the edge. */
    public static final Metric CENTRE_IS_MINIMUM = new Metric(
            "centre_is_minimum",
            SURFACE,
            "",
            SHARE,
            "1 where no neighbour of the trained network has a lower loss, else 0.",
            "[L0 <= L at each of the eight points around (0, 0)]");

    /** Its height above the lowest point. */
    public static final Metric CENTRE_EXCESS = new Metric(
            "centre_excess",
            SURFACE,
            "loss",
            NON_NEGATIVE,
            "How much lower than the trained network the lowest point of the surface lies.",
            "L0 - min L");

    /** Its distance from the lowest point. */
    public static final Metric MINIMUM_DISTANCE = new Metric(
            "minimum_distance",
            SURFACE,
            "(alpha, beta)",
            NON_NEGATIVE,
            "How far from the trained network the lowest point lies.",
            "sqrt(alpha^2 + beta^2) of the point of least L, the first in order of (i, j)");

    @Override
    public List<Metric> metrics() {
        return List.of(CENTRE_LOSS, CENTRE_IS_MINIMUM, CENTRE_EXCESS, MINIMUM_DISTANCE);
    }

    @Override
    public Section section() {
        return Section.CENTRE;
    }

    @Override
    public String summary() {
        return "the trained network itself, and whether it is at the bottom";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        LossGrid losses = surface.losses();
        if (!losses.hasCentre()) {
            return;
        }
        Grid grid = losses.grid();
        int lowest = lowest(losses.loss());
        double alpha = grid.alpha(grid.i(lowest));
        double beta = grid.beta(grid.j(lowest));
        values.add(CENTRE_LOSS, losses.centreLoss());
        values.add(CENTRE_EXCESS, losses.centreLoss() - losses.loss()[lowest]);
        values.add(MINIMUM_DISTANCE, StrictMath.sqrt(alpha * alpha + beta * beta));
        if (!losses.isEdge(index(losses))) {
            values.add(CENTRE_IS_MINIMUM, isMinimum(losses) ? 1 : 0);
        }
    }

    /** The index of the point (0, 0). */
    static int index(LossGrid losses) {
        return losses.centreI() * losses.ny() + losses.centreJ();
    }

    private static int lowest(double[] loss) {
        int lowest = -1;
        for (int p = 0; p < loss.length; p++) {
            if (!Double.isNaN(loss[p]) && (lowest < 0 || loss[p] < loss[lowest])) {
                lowest = p;
            }
        }
        return lowest;
    }

    private static boolean isMinimum(LossGrid losses) {
        int ci = losses.centreI();
        int cj = losses.centreJ();
        for (int i = Math.max(0, ci - 1); i <= Math.min(losses.nx() - 1, ci + 1); i++) {
            for (int j = Math.max(0, cj - 1); j <= Math.min(losses.ny() - 1, cj + 1); j++) {
                if (losses.loss(i, j) < losses.centreLoss()) {
                    return false;
                }
            }
        }
        return true;
    }
}
