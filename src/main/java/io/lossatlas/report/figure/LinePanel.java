package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Canvas;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;

/** A frame with two axes, and lines and bands in it. */
final class LinePanel {
    private static final int TICK = 8;
    private static final double NAME_LEFT = 93.6;

    private final Canvas canvas;
    private final Rectangle plot;
    private final ChartAxis x;
    private final ChartAxis y;

    LinePanel(Canvas canvas, Rectangle plot, ChartAxis x, ChartAxis y) {
        this.canvas = canvas;
        this.plot = plot;
        this.x = x;
        this.y = y;
    }

    /** Draws the frame, ticks, numbers and the names of the axes. */
    void frame() {
        canvas.stroke(plot, Canvas.INK, 2);
        canvas.upwards(y.name(), plot.x - NAME_LEFT, plot.getCenterY());
        canvas.group("y-ticks", this::up);
        canvas.group("x-ticks", this::across);
        canvas.text(x.name(), plot.getCenterX(), plot.getMaxY() + TICK + 2.4 * Canvas.TEXT, Canvas.Anchor.MIDDLE);
    }

    /** Draws ticks, numbers and name of the axis upwards on the right. */
    void rightAxis() {
        for (double tick : y.ticks()) {
            canvas.stroke(new Line2D.Double(plot.getMaxX(), y(tick), plot.getMaxX() + TICK, y(tick)), Canvas.INK, 2);
            canvas.text(y.label().apply(tick), plot.getMaxX() + 2 * TICK, y(tick), Canvas.Anchor.LEFT);
        }
        canvas.upwards(y.name(), plot.getMaxX() + NAME_LEFT, plot.getCenterY());
    }

    private void up() {
        for (double tick : y.ticks()) {
            canvas.stroke(new Line2D.Double(plot.x - TICK, y(tick), plot.x, y(tick)), Canvas.INK, 2);
            canvas.text(y.label().apply(tick), plot.x - 2 * TICK, y(tick), Canvas.Anchor.RIGHT);
        }
    }

    private void across() {
        for (double tick : x.ticks()) {
            canvas.stroke(new Line2D.Double(x(tick), plot.getMaxY(), x(tick), plot.getMaxY() + TICK), Canvas.INK, 2);
            canvas.text(x.label().apply(tick), x(tick), plot.getMaxY() + TICK + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
    }

    /** Where a value of the axis across is drawn. */
    double x(double value) {
        return plot.x + plot.width * x.position().applyAsDouble(value);
    }

    /** Where a value of the axis upwards is drawn. */
    double y(double value) {
        return plot.getMaxY() - plot.height * y.position().applyAsDouble(value);
    }

    /** Draws a line through points, broken where a value is not finite; a point alone is a dot. */
    void line(double[] xs, double[] ys, Color colour, double width, float... dashes) {
        Path2D line = new Path2D.Double();
        for (int n = 0; n < ys.length; n++) {
            boolean joined = n > 0 && Double.isFinite(ys[n - 1]);
            boolean goesOn = n + 1 < ys.length && Double.isFinite(ys[n + 1]);
            if (Double.isFinite(ys[n]) && joined) {
                line.lineTo(x(xs[n]), y(ys[n]));
            } else if (Double.isFinite(ys[n])) {
                line.moveTo(goesOn ? x(xs[n]) : x(xs[n]) - width / 2, y(ys[n]));
            }
            if (Double.isFinite(ys[n]) && !joined && !goesOn) {
                line.lineTo(x(xs[n]) + width / 2, y(ys[n]));
            }
        }
        canvas.stroke(line, colour, width, dashes);
    }

    /** Fills what lies between two lines, broken where one of them is not finite. */
    void band(double[] xs, double[] lows, double[] highs, Color colour) {
        Path2D band = new Path2D.Double();
        int from = 0;
        for (int n = 0; n <= xs.length; n++) {
            if (n == xs.length || !Double.isFinite(lows[n]) || !Double.isFinite(highs[n])) {
                closed(band, xs, lows, highs, from, n);
                from = n + 1;
            }
        }
        canvas.fill(band, colour);
    }

    private double inside(double y) {
        return Math.max(plot.getMinY(), Math.min(plot.getMaxY(), y));
    }

    private void closed(Path2D band, double[] xs, double[] lows, double[] highs, int from, int to) {
        if (from >= to) {
            return;
        }
        band.moveTo(x(xs[from]), inside(y(lows[from])));
        for (int n = from + 1; n < to; n++) {
            band.lineTo(x(xs[n]), inside(y(lows[n])));
        }
        for (int n = to - 1; n >= from; n--) {
            band.lineTo(x(xs[n]), inside(y(highs[n])));
        }
        band.closePath();
    }
}
