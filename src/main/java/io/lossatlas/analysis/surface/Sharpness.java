package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.ANY;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.LossGrid;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rise of the loss on a circle around (0, 0), over the angles {@code 2 pi k / 360}, k = 0..359. An angle that touches a
 * hole is left out. Absent on a line, without a centre, and where the circle leaves the window.
 */
public final class Sharpness implements MetricFamily<MeasuredSurface> {
    private static final List<Double> RADII = List.of(0.25, 0.5, 1.0);
    private static final int ANGLES = 360;
    private static final String CIRCLE = "%s of L - L0 at 360 even angles at radius %s, L bilinear between points";

    /** The mean at a radius in units of (alpha, beta). */
    public static Metric mean(double radius) {
        return of("mean", "Mean", new NamedNumber(radius));
    }

    /** The largest at a radius in units of (alpha, beta). */
    public static Metric max(double radius) {
        return of("max", "Largest", new NamedNumber(radius));
    }

    private static Metric of(String statistic, String word, NamedNumber radius) {
        return new Metric(
                "sharpness_%s_r%s".formatted(statistic, radius.suffix()),
                SURFACE,
                "loss",
                ANY,
                "%s rise of the loss at distance %s from the trained network.".formatted(word, radius.text()),
                CIRCLE.formatted(statistic, radius.text()));
    }

    @Override
    public List<Metric> metrics() {
        return RADII.stream()
                .flatMap(radius -> Stream.of(mean(radius), max(radius)))
                .toList();
    }

    @Override
    public Section section() {
        return Section.CENTRE;
    }

    @Override
    public String summary() {
        return "rise of the loss at a distance r from the trained network";
    }

    @Override
    public String formula() {
        return CIRCLE.formatted("mean, max", "r");
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        LossGrid losses = surface.losses();
        if (losses.isPlane() && losses.hasCentre()) {
            RADII.forEach(radius -> circle(losses, radius, values));
        }
    }

    private static void circle(LossGrid losses, double radius, MetricValues values) {
        double sum = 0;
        double max = Double.NEGATIVE_INFINITY;
        int angles = 0;
        for (int k = 0; k < ANGLES; k++) {
            double angle = 2 * Math.PI * k / ANGLES;
            double u = place(losses.grid().x(), radius * StrictMath.cos(angle));
            double v = place(losses.grid().y(), radius * StrictMath.sin(angle));
            if (Double.isNaN(u + v)) {
                return;
            }
            double rise = bilinear(losses, u, v) - losses.centreLoss();
            if (!Double.isNaN(rise)) {
                sum += rise;
                max = Math.max(max, rise);
                angles++;
            }
        }
        values.add(mean(radius), sum / angles);
        values.add(max(radius), max);
    }

    /** A coordinate in steps from the first point; NaN outside the window. */
    private static double place(AxisConfig axis, double coordinate) {
        boolean inside = axis.min() <= coordinate && coordinate <= axis.max();
        return inside ? (coordinate - axis.min()) / (axis.max() - axis.min()) * (axis.points() - 1) : Double.NaN;
    }

    private static double bilinear(LossGrid losses, double u, double v) {
        int i = Math.min((int) u, losses.nx() - 2);
        int j = Math.min((int) v, losses.ny() - 2);
        double right = u - i;
        double above = v - j;
        double lower = mix(losses.loss(i, j), losses.loss(i + 1, j), right);
        double upper = mix(losses.loss(i, j + 1), losses.loss(i + 1, j + 1), right);
        return mix(lower, upper, above);
    }

    /** A hole that has no weight does no harm. */
    private static double mix(double from, double to, double share) {
        if (share == 0) {
            return from;
        }
        return share == 1 ? to : from * (1 - share) + to * share;
    }
}
