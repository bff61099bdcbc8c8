package io.lossatlas.report.figure;

import io.lossatlas.config.Normalize;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.results.WeightPath;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;

/** Tick marks, numbers and names beside a {@link PlaneFrame}. */
final class SurfaceAxes {
    private static final int TICK = 8;
    private static final int MIN_SPACING = 95;
    private static final double ROUNDING = 1e-6;

    private final Canvas canvas;
    private final PlaneFrame frame;
    private final Rectangle plot;

    SurfaceAxes(Canvas canvas, PlaneFrame frame) {
        this.canvas = canvas;
        this.frame = frame;
        this.plot = frame.plot();
    }

    /** Ticks and numbers of alpha below the plot, of beta left of it. */
    void numbers() {
        canvas.group("alpha-ticks", this::alphaNumbers);
        canvas.group("beta-ticks", this::betaNumbers);
    }

    /** The names of both axes: that of alpha below at a height, that of beta upwards at a distance from the left. */
    void names(String alpha, String beta, double below, double left) {
        canvas.text(alpha, plot.getCenterX(), below, Canvas.Anchor.MIDDLE);
        canvas.upwards(beta, left, plot.getCenterY());
    }

    private void alphaNumbers() {
        for (double alpha : ticks(frame.alphas(), plot.width)) {
            double x = frame.x(alpha);
            canvas.stroke(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + TICK), Canvas.INK, 2);
            canvas.text(Numbers.tick(alpha), x, plot.getMaxY() + TICK + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
    }

    private void betaNumbers() {
        for (double beta : ticks(frame.betas(), plot.height)) {
            double y = frame.y(beta);
            canvas.stroke(new Line2D.Double(plot.x - TICK, y, plot.x, y), Canvas.INK, 2);
            canvas.text(Numbers.tick(beta), plot.x - 2 * TICK, y, Canvas.Anchor.RIGHT);
        }
    }

    private static List<Double> ticks(double[] coordinates, int pixels) {
        int most = Math.max(3, Math.min(9, pixels / MIN_SPACING));
        return Ticks.linear(coordinates[0], coordinates[coordinates.length - 1], most);
    }

    /** The name of the axis of alpha. */
    static String alphaName(Normalize normalize) {
        return "α  (%s direction x)".formatted(scaling(normalize));
    }

    /** The name of the axis of beta. */
    static String betaName(Normalize normalize) {
        return "β  (%s direction y)".formatted(scaling(normalize));
    }

    /** The name of the axis of alpha of a plane that was made from weights. */
    static String alphaName(WeightPath path) {
        return path.isTraining() ? "α  (distance along the first principal direction)" : along("α", path, true);
    }

    /** The name of the axis of beta of a plane that was made from weights. */
    static String betaName(WeightPath path) {
        return path.isTraining() ? "β  (along the second principal direction)" : along("β", path, false);
    }

    private static String along(String name, WeightPath path, boolean first) {
        return path.points().stream()
                .filter(point -> !point.equals(path.centre()) && first == Math.abs(point.beta()) < ROUNDING)
                .findFirst()
                .map(point -> "%s  (%s %s)".formatted(name, first ? "1:" : "across, towards", path.name(point)))
                .orElse(name);
    }

    private static String scaling(Normalize normalize) {
        return switch (normalize) {
            case FILTER -> "filter-normalised";
            case LAYER -> "layer-normalised";
            case NONE -> "unscaled";
        };
    }
}
