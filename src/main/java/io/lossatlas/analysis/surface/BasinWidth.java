package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.List;

/**
 * Area of the window around the trained network where the loss is less than a rise above the network's, so that it moves
 * smoothly with the losses. A cell with a hole at a corner counts as outside. Absent on a line and without a centre.
 */
public final class BasinWidth implements MetricFamily<MeasuredSurface> {
    private static final List<Double> RISES = List.of(0.1, 0.5, 1.0, 5.0);
    private static final String AREA =
            "area{L < L0 + %s}, L linear on the four triangles of each cell, its middle the mean of its corners";

    /** Under a rise of the loss. */
    public static Metric under(double rise) {
        NamedNumber number = new NamedNumber(rise);
        return new Metric(
                "basin_width_t" + number.suffix(),
                SURFACE,
                "(alpha, beta)^2",
                NON_NEGATIVE,
                "Area of the window where the loss is less than %s above the trained network's."
                        .formatted(number.text()),
                AREA.formatted(number.text()));
    }

    @Override
    public List<Metric> metrics() {
        return RISES.stream().map(BasinWidth::under).toList();
    }

    @Override
    public Section section() {
        return Section.CENTRE;
    }

    @Override
    public String summary() {
        return "area where the loss is less than t above the trained network's";
    }

    @Override
    public String formula() {
        return AREA.formatted("t");
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        LossGrid losses = surface.losses();
        if (losses.isPlane() && losses.hasCentre()) {
            RISES.forEach(rise -> values.add(under(rise), area(losses, losses.centreLoss() + rise)));
        }
    }

    private static double area(LossGrid losses, double level) {
        double cells = 0;
        for (int i = 0; i < losses.nx() - 1; i++) {
            for (int j = 0; j < losses.ny() - 1; j++) {
                double a = losses.loss(i, j);
                double b = losses.loss(i + 1, j);
                double c = losses.loss(i + 1, j + 1);
                double d = losses.loss(i, j + 1);
                double middle = (a + b + c + d) / 4;
                if (!Double.isNaN(middle)) {
                    cells += triangle(middle, a, b, level)
                            + triangle(middle, b, c, level)
                            + triangle(middle, c, d, level)
                            + triangle(middle, d, a, level);
                }
            }
        }
        return cells / 4 * losses.hx() * losses.hy();
    }

    /** Share of a triangle that lies below a level, by its losses at the corners. */
    static double triangle(double a, double b, double c, double level) {
        double low = Math.min(a, Math.min(b, c));
        double high = Math.max(a, Math.max(b, c));
        if (level <= low) {
            return 0;
        }
        if (level >= high) {
            return 1;
        }
        double middle = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
        return level <= middle
                ? (level - low) / (middle - low) * ((level - low) / (high - low))
                : 1 - (high - level) / (high - middle) * ((high - level) / (high - low));
    }
}
