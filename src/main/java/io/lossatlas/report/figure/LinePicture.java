package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.Optional;

/**
 * A surface of one row or column of points as curves over its coordinate: the loss with a band of a standard error to
 * either side, the accuracy where there are labels, points without a finite loss hatched, the trained weights, the other end of a line and the
 * loss of guessing marked.
 */
public final class LinePicture extends Figure {
    private static final Color LOSS = new Color(0x00629b);
    private static final Color BAND = new Color(0, 0x62, 0x9b, 60);
    private static final Color ACCURACY = new Color(0xb34700);
    private static final float[] ACCURACY_DASHES = {12, 6};
    private static final float[] END_DASHES = {3, 5};
    private static final int MARGIN = 130;
    private static final int TOP = 120;
    private static final int BELOW = 110;
    private static final int EDGE = 20;
    private static final int LINE = 36;
    private static final Rectangle PLOT = new Rectangle(MARGIN, TOP, 840, 520);

    private final SurfaceLine line;
    private final GuessingLoss guessing;
    private final Optional<WeightPath> path;

    /**
     * Lays out a surface.
     *
     * @param surface of one row or one column, and more than one point
     * @param other name of what lies at a coordinate of 1, nothing where it has none
     * @param guessing the loss that is marked
     * @param path the weights at its ends, where it has two
     */
    public LinePicture(Surface surface, String other, GuessingLoss guessing, Optional<WeightPath> path) {
        this(new SurfaceLine(surface, other), guessing, path);
    }

    private LinePicture(SurfaceLine line, GuessingLoss guessing, Optional<WeightPath> path) {
        super(
                line.surface().key().variant() + ": " + line.subtitle(),
                PLOT.width + 2 * MARGIN,
                TOP + PLOT.height + BELOW + (line.hasOther() ? 4 : 3) * LINE);
        this.line = line;
        this.guessing = guessing;
        this.path = path;
    }

    /** Whether a surface is one row or one column of more than one point. */
    public static boolean fits(Surface surface) {
        return SurfaceLine.isLine(surface);
    }

    @Override
    void draw(Canvas canvas) {
        Surface surface = line.surface();
        canvas.fitted(surface.key().variant(), MARGIN, 40, Lettering.BOLD, 30, Canvas.INK, width() - MARGIN - EDGE);
        canvas.fitted(
                line.subtitle(), MARGIN, 78, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE, width() - MARGIN - EDGE);
        double[] along = line.along();
        LinePanel losses = new LinePanel(canvas, PLOT, line.across(), line.losses(guessing.lossName()));
        canvas.group("holes", () -> holes(canvas, losses));
        canvas.group("axes", losses::frame);
        LinePanel accuracies = new LinePanel(canvas, PLOT, line.across(), ChartAxis.linear("accuracy", 0, 1, 6));
        if (surface.hasAccuracy()) {
            canvas.group("accuracy-axis", accuracies::rightAxis);
        }
        canvas.group("standard-error", () -> losses.band(along, line.shifted(-1), line.shifted(1), BAND));
        if (surface.hasAccuracy()) {
            canvas.group("accuracy", () -> accuracies.line(along, surface.accuracy(), ACCURACY, 3, ACCURACY_DASHES));
        }
        canvas.group("loss", () -> losses.line(along, surface.loss(), LOSS, 4));
        guessing(canvas, losses);
        ends(canvas, losses);
        legend(canvas);
    }

    /** From halfway to the point before to halfway to the next. */
    private void holes(Canvas canvas, LinePanel panel) {
        double[] along = line.along();
        double half = (along[1] - along[0]) / 2;
        for (int n = 0; n < along.length; n++) {
            if (!Double.isFinite(line.surface().loss()[n])) {
                int from = (int) Math.round(Math.max(PLOT.getMinX(), panel.x(along[n] - half)));
                int to = (int) Math.round(Math.min(PLOT.getMaxX(), panel.x(along[n] + half)));
                HeatMap.draw(
                        canvas, new Rectangle(from, PLOT.y, Math.max(1, to - from), PLOT.height), HeatMap::hatching);
            }
        }
    }

    private void guessing(Canvas canvas, LinePanel panel) {
        double y = panel.y(guessing.loss());
        if (guessing.isKnown() && y >= PLOT.getMinY() && y <= PLOT.getMaxY()) {
            Line2D across = new Line2D.Double(PLOT.getMinX(), y, PLOT.getMaxX(), y);
            canvas.group("guessing", () -> canvas.stroke(across, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES));
        }
    }

    private void ends(Canvas canvas, LinePanel panel) {
        end(canvas, panel, 0, "trained", SurfacePanel::cross);
        if (line.hasOther()) {
            end(canvas, panel, 1, "other", PathMarks::square);
        }
    }

    private interface Mark {
        void draw(Canvas canvas, double x, double y);
    }

    private void end(Canvas canvas, LinePanel panel, double coordinate, String name, Mark mark) {
        double x = panel.x(coordinate);
        double loss = lossAt(coordinate);
        if (x >= PLOT.getMinX() && x <= PLOT.getMaxX()) {
            canvas.stroke(new Line2D.Double(x, PLOT.getMinY(), x, PLOT.getMaxY()), Canvas.PALE, 2, END_DASHES);
            if (PLOT.contains(PLOT.getCenterX(), panel.y(loss)) || panel.y(loss) == PLOT.getMaxY()) {
                canvas.group(name, () -> mark.draw(canvas, x, panel.y(loss)));
            }
        }
    }

    /** The loss of the weights themselves at an end, whether it is a point of the grid or not. */
    private double lossAt(double coordinate) {
        return path.map(weights ->
                        coordinate == 0 ? weights.centre() : weights.points().get(0))
                .map(WeightPath.Point::loss)
                .orElseGet(() -> line.lossAt(coordinate));
    }

    private void legend(Canvas canvas) {
        double y = TOP + PLOT.height + BELOW;
        SurfacePanel.cross(canvas, MARGIN + 12.0, y);
        String own = line.hasOther()
                ? "α = 0: step %d, ".formatted(line.surface().key().step())
                : "trained weights, ";
        canvas.text(own + words(lossAt(0)), MARGIN + 36, y, Canvas.Anchor.LEFT);
        if (line.hasOther()) {
            y += LINE;
            PathMarks.square(canvas, MARGIN + 12.0, y);
            String other = "α = 1: %s, %s".formatted(line.other(), words(lossAt(1)));
            canvas.text(other, MARGIN + 36, y, Canvas.Anchor.LEFT);
        }
        sample(canvas, MARGIN, y + LINE, LOSS, 4);
        canvas.text("loss ± its standard error", MARGIN + 58, y + LINE, Canvas.Anchor.LEFT);
        if (line.surface().hasAccuracy()) {
            sample(canvas, PLOT.getCenterX(), y + LINE, ACCURACY, 3, ACCURACY_DASHES);
            canvas.text("accuracy", PLOT.getCenterX() + 58, y + LINE, Canvas.Anchor.LEFT);
        }
        if (guessing.isKnown()) {
            sample(canvas, MARGIN, y + 2 * LINE, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES);
            canvas.text(guessing.text() + ": guessing", MARGIN + 58, y + 2 * LINE, Canvas.Anchor.LEFT);
        }
        canvas.text(points(), PLOT.getCenterX(), y + 2 * LINE, Canvas.Anchor.LEFT);
    }

    private static void sample(Canvas canvas, double x, double y, Color colour, double width, float... dashes) {
        canvas.stroke(new Line2D.Double(x, y, x + 46, y), colour, width, dashes);
    }

    private String points() {
        Surface surface = line.surface();
        double largest = surface.finite().max().orElse(Double.NaN);
        String holes = surface.holes() == 0 ? "no holes" : surface.holes() + " not finite (hatched)";
        return "%s, maximum %s, %s"
                .formatted(
                        Numbers.points(surface, Integer.toString(surface.points())), Numbers.lettered(largest), holes);
    }

    private static String words(double loss) {
        return Double.isFinite(loss) ? "loss " + Numbers.lettered(loss) : "no loss there";
    }
}
