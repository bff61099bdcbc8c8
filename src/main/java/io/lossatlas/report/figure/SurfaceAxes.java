package io.lossatlas.report.figure;

import io.lossatlas.config.Normalize;
import io.lossatlas.results.Surface;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;

/** Tick marks, numbers and names beside a {@link SurfacePanel}. */
final class SurfaceAxes {
    private static final int TICK = 8;
    private static final int MIN_SPACING = 95;

    private final Canvas canvas;
    private final Surface surface;
    private final SurfacePanel panel;
    private final Rectangle plot;

    SurfaceAxes(Canvas canvas, Surface surface, SurfacePanel panel, Rectangle plot) {
        this.canvas = canvas;
        this.surface = surface;
        this.panel = panel;
        this.plot = plot;
    }

    /** Ticks and numbers of alpha below the plot, of beta left of it. */
    void numbers() {
        canvas.group("alpha-ticks", this::alphaNumbers);
        canvas.group("beta-ticks", this::betaNumbers);
    }

    /** The names of both axes: that of alpha below at a height, that of beta upwards at a distance from the left. */
    void names(double below, double left) {
        canvas.text(alphaName(surface.normalize()), plot.getCenterX(), below, Canvas.Anchor.MIDDLE);
        canvas.upwards(betaName(surface.normalize()), left, plot.getCenterY());
    }

    private void alphaNumbers() {
        for (double alpha : ticks(surface.alphas(), plot.width)) {
            double x = panel.x(alpha);
            canvas.stroke(new Line2D.Double(x, plot.getMaxY(), x, plot.getMaxY() + TICK), Canvas.INK, 2);
            canvas.text(Numbers.tick(alpha), x, plot.getMaxY() + TICK + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
    }

    private void betaNumbers() {
        for (double beta : ticks(surface.betas(), plot.height)) {
            double y = panel.y(beta);
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

    private static String scaling(Normalize normalize) {
        return switch (normalize) {
            case FILTER -> "filter-normalised";
            case LAYER -> "layer-normalised";
            case NONE -> "unscaled";
        };
    }
}
