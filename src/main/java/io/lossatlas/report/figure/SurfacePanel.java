package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.results.Surface;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** One surface in its frame: colours, contour lines, the trained weights and the minimum. */
final class SurfacePanel {
    /** Colour of the contour of the loss of guessing. */
    static final Color GUESSING_COLOUR = new Color(0xff5a4d);

    /** Its dashes. */
    static final float[] DASHES = {11, 7};

    private static final double MOST_DECADES_WITH_MINOR_LINES = 6;
    private static final int LATTICE_STEP = 4;
    private static final double RADIUS = 17;
    private static final Color LINE_ON_DARK = new Color(255, 255, 255, 150);
    private static final Color LINE_ON_BRIGHT = new Color(0, 0, 0, 130);

    private final Canvas canvas;
    private final Surface surface;
    private final LogScale scale;
    private final GuessingLoss guessing;
    private final Rectangle plot;
    private final PlaneFrame frame;

    SurfacePanel(Canvas canvas, Surface surface, LogScale scale, GuessingLoss guessing, Rectangle plot) {
        this.canvas = canvas;
        this.surface = surface;
        this.scale = scale;
        this.guessing = guessing;
        this.plot = plot;
        this.frame = new PlaneFrame(surface.alphas(), surface.betas(), plot);
    }

    /** Where its points are drawn. */
    PlaneFrame frame() {
        return frame;
    }

    void draw() {
        Field field = new Field(surface, scale);
        HeatMap.draw(canvas, plot, field);
        canvas.group("contours", () -> lines(field));
        if (frame.holds(0, 0)) {
            canvas.group("trained", () -> cross(canvas, frame.x(0), frame.y(0)));
        }
        Surface.Point minimum = surface.minimum();
        if (Double.isFinite(minimum.loss())) {
            canvas.group("minimum", () -> ring(canvas, frame.x(minimum.alpha()), frame.y(minimum.beta())));
        }
        canvas.stroke(plot, Canvas.INK, 2);
    }

    private void lines(Field field) {
        double[][] lattice = lattice(field);
        List<Double> major = Ticks.of(scale);
        if (scale.decades() <= MOST_DECADES_WITH_MINOR_LINES) {
            Ticks.oneTwoFive(scale).stream()
                    .filter(level -> !major.contains(level))
                    .forEach(level -> line(lattice, level, 1));
        }
        major.forEach(level -> line(lattice, level, 2));
        if (guessing.isKnown()) {
            canvas.group("guessing", () -> canvas.stroke(path(lattice, guessing.loss()), GUESSING_COLOUR, 3, DASHES));
        }
    }

    private void line(double[][] lattice, double level, double width) {
        canvas.group("level " + Numbers.plain(level), () -> canvas.stroke(path(lattice, level), colour(level), width));
    }

    private Color colour(double level) {
        return scale.position(level) < 0.6 ? LINE_ON_DARK : LINE_ON_BRIGHT;
    }

    private double[][] lattice(Field field) {
        int columns = Math.max(1, plot.width / LATTICE_STEP);
        int rows = Math.max(1, plot.height / LATTICE_STEP);
        double[][] lattice = new double[columns + 1][rows + 1];
        for (int column = 0; column <= columns; column++) {
            for (int row = 0; row <= rows; row++) {
                lattice[column][row] = field.at((double) column / columns, (double) row / rows);
            }
        }
        return lattice;
    }

    private Path2D path(double[][] lattice, double level) {
        Path2D line = Contours.of(lattice, scale.position(level));
        AffineTransform place = AffineTransform.getTranslateInstance(plot.x, plot.getMaxY());
        place.scale((double) plot.width / (lattice.length - 1), -(double) plot.height / (lattice[0].length - 1));
        line.transform(place);
        return line;
    }

    /** The mark of the trained weights. */
    static void cross(Canvas canvas, double x, double y) {
        double arm = 10;
        for (Line2D line :
                List.of(new Line2D.Double(x - arm, y, x + arm, y), new Line2D.Double(x, y - arm, x, y + arm))) {
            canvas.fill(
                    new BasicStroke(7, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER).createStrokedShape(line),
                    Canvas.INK);
        }
        for (Line2D line :
                List.of(new Line2D.Double(x - arm, y, x + arm, y), new Line2D.Double(x, y - arm, x, y + arm))) {
            canvas.fill(
                    new BasicStroke(3, BasicStroke.CAP_SQUARE, BasicStroke.JOIN_MITER).createStrokedShape(line),
                    Color.WHITE);
        }
    }

    /** The mark of the minimum. */
    static void ring(Canvas canvas, double x, double y) {
        Ellipse2D ring = new Ellipse2D.Double(x - RADIUS, y - RADIUS, 2 * RADIUS, 2 * RADIUS);
        canvas.stroke(ring, Canvas.INK, 6);
        canvas.stroke(ring, Color.WHITE, 3);
    }

    /** The room that a cross or ring takes. */
    static Rectangle2D around(double x, double y) {
        double all = RADIUS + 3;
        return new Rectangle2D.Double(x - all, y - all, 2 * all, 2 * all);
    }
}
