package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The legend of a scale: colours upwards, labels to the right, the loss of guessing to the left. */
final class ColourBar {
    /** Width of the colours. */
    static final int WIDTH = 34;

    /** Room to the left, at least. */
    static final int LEFT = 76;

    /** Room that labels need to the right, the name of the scale included. */
    static final int RIGHT = 128;

    private static final int TICK = 8;
    private static final int MARGIN = 4;
    private static final double MIN_SPACING = 1.5 * Canvas.TEXT;
    private static final int ARROW = 22;

    private final List<GuessingLoss> marked;
    private final Canvas canvas;
    private final ChartAxis scale;
    private final double clippedLargest;
    private final Rectangle bar;

    /** A bar of losses whose lower left corner is given; it marks the loss of guessing where the scale holds it. */
    ColourBar(Canvas canvas, LogScale scale, GuessingLoss guessing, int x, int bottom, int height) {
        this(
                canvas,
                new ChartAxis("loss (logarithmic)", scale::position, Ticks.of(scale), Ticks::label),
                scale.clipped() ? scale.largest() : Double.NaN,
                guessing.isKnown() && scale.holds(guessing.loss()) ? List.of(guessing) : List.of(),
                x,
                bottom,
                height);
    }

    private ColourBar(
            Canvas canvas,
            ChartAxis scale,
            double clippedLargest,
            List<GuessingLoss> marked,
            int x,
            int bottom,
            int height) {
        this.marked = marked;
        this.canvas = canvas;
        this.scale = scale;
        this.clippedLargest = clippedLargest;
        this.bar = new Rectangle(x, bottom - height, WIDTH, height);
    }

    /** A bar of something else on a logarithmic scale. */
    static ColourBar of(String name, Canvas canvas, LogScale scale, int x, int bottom, int height) {
        return of(new ChartAxis(name, scale::position, Ticks.of(scale), Ticks::label), canvas, x, bottom, height);
    }

    /** A bar of something else. */
    static ColourBar of(ChartAxis scale, Canvas canvas, int x, int bottom, int height) {
        return new ColourBar(canvas, scale, Double.NaN, List.of(), x, bottom, height);
    }

    /** Room that labels need to the left, that of the loss of guessing among them. */
    static int left(GuessingLoss guessing) {
        if (!guessing.isKnown()) {
            return LEFT;
        }
        int label = (int) Math.ceil(Lettering.REGULAR.width(guessing.text(), Canvas.TEXT));
        return Math.max(LEFT, label + 2 * TICK + MARGIN);
    }

    void draw() {
        canvas.group("colour-bar", this::bar);
    }

    private void bar() {
        HeatMap.draw(canvas, bar, (x, y) -> Viridis.rgb(1 - (y + 0.5) / bar.height));
        canvas.stroke(bar, Canvas.INK, 2);
        for (double value : labelled()) {
            double y = y(value);
            canvas.stroke(new Line2D.Double(bar.getMaxX(), y, bar.getMaxX() + TICK, y), Canvas.INK, 2);
            canvas.text(scale.label().apply(value), bar.getMaxX() + 2 * TICK, y, Canvas.Anchor.LEFT);
        }
        marked.forEach(this::mark);
        if (Double.isFinite(clippedLargest)) {
            clipped();
        }
        canvas.upwards(scale.name(), bar.getMaxX() + RIGHT - Canvas.TEXT, bar.getCenterY());
    }

    private double y(double value) {
        return bar.getMaxY() - bar.height * scale.position().applyAsDouble(value);
    }

    /** Ticks, thinned until their labels do not touch. */
    private List<Double> labelled() {
        List<Double> ticks = scale.ticks();
        double spacing = Double.MAX_VALUE;
        for (int n = 1; n < ticks.size(); n++) {
            spacing = Math.min(spacing, y(ticks.get(n - 1)) - y(ticks.get(n)));
        }
        int every = (int) Math.max(1, Math.ceil(MIN_SPACING / spacing));
        List<Double> labelled = new ArrayList<>();
        for (int n = 0; n < ticks.size(); n += every) {
            labelled.add(ticks.get(n));
        }
        return labelled;
    }

    private void mark(GuessingLoss guessing) {
        double y = y(guessing.loss());
        Line2D line = new Line2D.Double(bar.x - TICK, y, bar.getMaxX(), y);
        canvas.stroke(line, SurfacePanel.GUESSING_COLOUR, 3);
        canvas.text(guessing.text(), bar.x - 2 * TICK, y, Canvas.Anchor.RIGHT);
    }

    private void clipped() {
        Path2D arrow = new Path2D.Double();
        arrow.moveTo(bar.x, bar.y);
        arrow.lineTo(bar.getCenterX(), bar.y - ARROW);
        arrow.lineTo(bar.getMaxX(), bar.y);
        arrow.closePath();
        canvas.fill(arrow, Viridis.at(1));
        canvas.stroke(arrow, Canvas.INK, 2);
        double y = bar.y - ARROW - Canvas.TEXT;
        canvas.text("clipped; up to", bar.getCenterX(), y - 1.3 * Canvas.TEXT, Canvas.Anchor.MIDDLE);
        canvas.text(Numbers.lettered(clippedLargest), bar.getCenterX(), y, Canvas.Anchor.MIDDLE);
    }
}
