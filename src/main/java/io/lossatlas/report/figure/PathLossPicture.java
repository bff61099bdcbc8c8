package io.lossatlas.report.figure;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * The loss of each step of a training beside the loss at its projection into a plane, which is that of the surface between its points:
 * by how much they differ, the plane does not show.
 */
public final class PathLossPicture extends Figure {
    private static final Color OWN = new Color(0x00629b);
    private static final Color BAND = new Color(0, 0x62, 0x9b, 60);
    private static final Color PROJECTED = new Color(0xb34700);
    private static final float[] PROJECTED_DASHES = {12, 6};
    private static final int MARGIN = 130;
    private static final int TOP = 120;
    private static final int BELOW = 110;
    private static final int EDGE = 20;
    private static final int LINE = 36;
    private static final int MOST_TICKS = 9;
    private static final double MARGIN_SHARE = 0.08;
    private static final double LINEAR_UP_TO = 5;
    private static final Rectangle PLOT = new Rectangle(MARGIN, TOP, 840, 420);

    private final WeightPath path;
    private final String lossName;
    private final double[] steps;
    private final double[] own;
    private final double[] errors;
    private final double[] projected;

    /**
     * Lays out a path.
     *
     * @param path of a training, of two steps or more
     * @param surface of its plane
     * @param lossName what the loss is, with its unit
     */
    public PathLossPicture(WeightPath path, Surface surface, String lossName) {
        super(
                path.key().variant() + ": " + subtitle(path.key()),
                PLOT.width + 2 * MARGIN,
                TOP + PLOT.height + BELOW + 2 * LINE + 16);
        this.path = path;
        this.lossName = lossName;
        this.steps = column(path.points(), WeightPath.Point::step);
        this.own = column(path.points(), WeightPath.Point::loss);
        this.errors = column(path.points(), WeightPath.Point::lossSe);
        this.projected = column(path.points(), point -> surface.between(point.alpha(), point.beta()));
    }

    private static double[] column(List<WeightPath.Point> points, ToDoubleFunction<WeightPath.Point> of) {
        return points.stream().mapToDouble(of).toArray();
    }

    private static String subtitle(SurfaceKey key) {
        return "%s loss of the training's steps and at their places in plane %s, batch norm %s"
                .formatted(key.split().text(), key.plane(), key.bn().text());
    }

    @Override
    void draw(Canvas canvas) {
        SurfaceKey key = path.key();
        canvas.fitted(key.variant(), MARGIN, 40, Lettering.BOLD, 30, Canvas.INK, width() - MARGIN - EDGE);
        canvas.fitted(subtitle(key), MARGIN, 78, Lettering.REGULAR, 20, Canvas.PALE, width() - MARGIN - EDGE);
        ChartAxis across = ChartAxis.linear("step", steps[0], steps[steps.length - 1], MOST_TICKS);
        LinePanel panel = new LinePanel(canvas, PLOT, across, losses());
        canvas.group("axes", panel::frame);
        canvas.group("standard-error", () -> panel.band(steps, shifted(-1), shifted(1), BAND));
        canvas.group("projected", () -> {
            panel.line(steps, projected, PROJECTED, 3, PROJECTED_DASHES);
            dots(canvas, panel, projected, PROJECTED);
        });
        canvas.group("own", () -> {
            panel.line(steps, own, OWN, 4);
            dots(canvas, panel, own, OWN);
        });
        legend(canvas);
    }

    /** Logarithmic where losses span much, else linear over what there is: differences are looked at, not sizes. */
    private ChartAxis losses() {
        DoubleSummaryStatistics all = Stream.of(own, projected, shifted(-1), shifted(1))
                .flatMapToDouble(DoubleStream::of)
                .filter(Double::isFinite)
                .summaryStatistics();
        double room = MARGIN_SHARE * (all.getMax() - all.getMin());
        boolean narrow = all.getCount() > 0 && room > 0 && all.getMax() < LINEAR_UP_TO * all.getMin();
        return narrow
                ? ChartAxis.linear(lossName, all.getMin() - room, all.getMax() + room, MOST_TICKS)
                : ChartAxis.losses(lossName, DoubleStream.concat(DoubleStream.of(own), DoubleStream.of(projected)));
    }

    private void dots(Canvas canvas, LinePanel panel, double[] losses, Color colour) {
        for (int n = 0; n < steps.length; n++) {
            if (Double.isFinite(losses[n])) {
                double x = panel.x(steps[n]);
                canvas.stroke(new Line2D.Double(x - 5, panel.y(losses[n]), x + 5, panel.y(losses[n])), colour, 10);
            }
        }
    }

    private double[] shifted(int sign) {
        double[] shifted = new double[own.length];
        for (int n = 0; n < own.length; n++) {
            shifted[n] = own[n] + sign * errors[n];
        }
        return shifted;
    }

    private void legend(Canvas canvas) {
        double y = TOP + PLOT.height + BELOW;
        canvas.stroke(new Line2D.Double(MARGIN, y, MARGIN + 46.0, y), OWN, 4);
        canvas.text("the weights themselves ± standard error", MARGIN + 58, y, Canvas.Anchor.LEFT);
        y += LINE;
        canvas.stroke(new Line2D.Double(MARGIN, y, MARGIN + 46.0, y), PROJECTED, 3, PROJECTED_DASHES);
        canvas.text("their places in the plane, between its points", MARGIN + 58, y, Canvas.Anchor.LEFT);
        canvas.text(difference(), MARGIN, y + LINE, Canvas.Anchor.LEFT);
    }

    /** Where the plane misleads most, by the factor between the losses. */
    private String difference() {
        int worst = -1;
        for (int n = 0; n < steps.length; n++) {
            if (own[n] > 0 && projected[n] > 0 && (worst < 0 || factor(n) > factor(worst))) {
                worst = n;
            }
        }
        return worst < 0
                ? "no step has both"
                : "farthest apart at step %d: %s itself, %s in the plane"
                        .formatted(
                                (int) steps[worst], Numbers.lettered(own[worst]), Numbers.lettered(projected[worst]));
    }

    private double factor(int n) {
        return Math.max(own[n] / projected[n], projected[n] / own[n]);
    }
}
