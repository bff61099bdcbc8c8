package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.results.Surface;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.util.List;

/** One surface in its frame: colours, contour lines, the trained weights and the minimum. */
final class SurfacePanel {
    /** Colour of the contour of the loss of guessing. */
    static final Color GUESSING_COLOUR = new Color(0xff5a4d);

    /** Its dashes. */
    static final float[] DASHES = {11, 7};

    private static final double MOST_DECADES_WITH_MINOR_LINES = 6;
    private static final int LATTICE_STEP = 4;
    private static final double ELONGATION = 3;
    private static final double LINE_SHARE = 6;
    private static final Color LINE_ON_DARK = new Color(255, 255, 255, 150);
    private static final Color LINE_ON_BRIGHT = new Color(0, 0, 0, 130);

    private final Canvas canvas;
    private final Surface surface;
    private final LogScale scale;
    private final GuessingLoss guessing;
    private final Rectangle plot;

    SurfacePanel(Canvas canvas, Surface surface, LogScale scale, GuessingLoss guessing, Rectangle plot) {
        this.canvas = canvas;
        this.surface = surface;
        this.scale = scale;
        this.guessing = guessing;
        this.plot = plot;
    }

    /** Width and height that are as the ranges of alpha and beta, up to an elongation of 3; a line of points is a strip. */
    static Dimension size(Surface surface, int longest) {
        double across = range(surface.alphas());
        double up = range(surface.betas());
        double ratio =
                across == 0 && up == 0 ? 1 : across == 0 ? 1 / LINE_SHARE : up == 0 ? LINE_SHARE : clamp(across / up);
        return ratio >= 1
                ? new Dimension(longest, (int) Math.round(longest / ratio))
                : new Dimension((int) Math.round(longest * ratio), longest);
    }

    private static double clamp(double ratio) {
        return Math.max(1 / ELONGATION, Math.min(ELONGATION, ratio));
    }

    private static double range(double[] coordinates) {
        return Math.abs(coordinates[coordinates.length - 1] - coordinates[0]);
    }

    void draw() {
        Field field = new Field(surface, scale);
        HeatMap.draw(canvas, plot, field);
        canvas.group("contours", () -> lines(field));
        if (holds(x(0), y(0))) {
            canvas.group("trained", () -> cross(canvas, x(0), y(0)));
        }
        Surface.Point minimum = surface.minimum();
        if (Double.isFinite(minimum.loss())) {
            canvas.group("minimum", () -> ring(canvas, x(minimum.alpha()), y(minimum.beta())));
        }
        canvas.stroke(plot, Canvas.INK, 2);
    }

    private boolean holds(double x, double y) {
        return x >= plot.getMinX() && x <= plot.getMaxX() && y >= plot.getMinY() && y <= plot.getMaxY();
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

    /** Where an alpha is drawn; the middle of a strip. */
    double x(double alpha) {
        return plot.x + plot.width * share(surface.alphas(), alpha);
    }

    /** Where a beta is drawn; the middle of a strip. */
    double y(double beta) {
        return plot.getMaxY() - plot.height * share(surface.betas(), beta);
    }

    private static double share(double[] coordinates, double value) {
        double first = coordinates[0];
        double last = coordinates[coordinates.length - 1];
        return first == last ? value == first ? 0.5 : Double.NaN : (value - first) / (last - first);
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
        double radius = 17;
        Ellipse2D ring = new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius);
        canvas.stroke(ring, Canvas.INK, 6);
        canvas.stroke(ring, Color.WHITE, 3);
    }
}
