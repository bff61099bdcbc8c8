package io.lossatlas.report.figure;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.DoubleSummaryStatistics;
import java.util.stream.IntStream;

/**
 * A surface of one row or column of points as curves over its coordinate: the loss with a band of a standard error to
 * either side, the accuracy, points without a finite loss hatched, the trained weights, the other end of a line and the
 * loss of guessing marked. The axis of the loss is logarithmic where the losses span more than a factor of
 * {@value #LOGARITHMIC_FROM}, else linear from 0.
 */
public final class LinePicture extends Figure {
    /** Losses that span a larger factor have a logarithmic axis. */
    static final double LOGARITHMIC_FROM = 20;

    private static final Color LOSS = new Color(0x00629b);
    private static final Color BAND = new Color(0, 0x62, 0x9b, 60);
    private static final Color ACCURACY = new Color(0xb34700);
    private static final float[] ACCURACY_DASHES = {12, 6};
    private static final float[] END_DASHES = {3, 5};
    private static final String LOSS_NAME = "loss in nats";
    private static final int MARGIN = 130;
    private static final int TOP = 120;
    private static final int BELOW = 110;
    private static final int LINE = 36;
    private static final Rectangle PLOT = new Rectangle(MARGIN, TOP, 840, 520);
    private static final double ABOVE_LARGEST = 1.05;
    private static final int MOST_TICKS = 9;

    private final Surface surface;
    private final String other;
    private final double[] along;

    /**
     * Lays out a surface.
     *
     * @param surface of one row or one column, and more than one point
     * @param other name of what lies at a coordinate of 1, nothing where it has none
     */
    public LinePicture(Surface surface, String other) {
        super(
                surface.key().variant() + ": " + subtitle(surface.key(), other),
                PLOT.width + 2 * MARGIN,
                TOP + PLOT.height + BELOW + 3 * LINE);
        this.surface = surface;
        this.other = other;
        this.along = surface.ny() == 1 ? surface.alphas() : surface.betas();
        if (!fits(surface)) {
            throw new IllegalArgumentException(surface.key().title() + ": not a line of points");
        }
    }

    /** Whether a surface is one row or one column of more than one point. */
    public static boolean fits(Surface surface) {
        return surface.points() > 1 && (surface.nx() == 1 || surface.ny() == 1);
    }

    private static String subtitle(SurfaceKey key, String other) {
        String line = other.isEmpty() ? "around the trained weights, plane " + key.plane() : "on the line to " + other;
        return "%s loss %s, batch norm %s"
                .formatted(key.split().text(), line, key.bn().text());
    }

    @Override
    void draw(Canvas canvas) {
        SurfaceKey key = surface.key();
        canvas.text(key.variant(), MARGIN, 40, Canvas.Anchor.LEFT, Lettering.BOLD, 30, Canvas.INK);
        canvas.text(subtitle(key, other), MARGIN, 78, Canvas.Anchor.LEFT, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE);
        ChartAxis x = ChartAxis.linear(name(), along[0], along[along.length - 1], MOST_TICKS);
        LinePanel losses = new LinePanel(canvas, PLOT, x, lossAxis(surface));
        LinePanel accuracies = new LinePanel(canvas, PLOT, x, ChartAxis.linear("accuracy", 0, 1, 6));
        canvas.group("holes", () -> holes(canvas, losses));
        canvas.group("axes", losses::frame);
        canvas.group("accuracy-axis", accuracies::rightAxis);
        canvas.group("standard-error", () -> losses.band(along, shifted(-1), shifted(1), BAND));
        canvas.group("accuracy", () -> accuracies.line(along, surface.accuracy(), ACCURACY, 3, ACCURACY_DASHES));
        canvas.group("loss", () -> losses.line(along, surface.loss(), LOSS, 4));
        guessing(canvas, losses);
        ends(canvas, losses);
        legend(canvas);
    }

    private String name() {
        String letter = surface.ny() == 1 ? "α" : "β";
        return other.isEmpty()
                ? surface.ny() == 1
                        ? SurfaceAxes.alphaName(surface.normalize())
                        : SurfaceAxes.betaName(surface.normalize())
                : letter + "  (0: these weights, 1: the other end)";
    }

    /** Losses so many standard errors higher. */
    private double[] shifted(int errors) {
        return IntStream.range(0, along.length)
                .mapToDouble(n -> surface.loss()[n] + errors * surface.lossSe()[n])
                .toArray();
    }

    private static ChartAxis lossAxis(Surface surface) {
        DoubleSummaryStatistics losses =
                surface.finite().filter(loss -> loss > 0).summaryStatistics();
        if (losses.getCount() == 0) {
            return ChartAxis.linear(LOSS_NAME, 0, 1, MOST_TICKS);
        }
        return losses.getMax() > LOGARITHMIC_FROM * losses.getMin()
                ? ChartAxis.logarithmic(LOSS_NAME + " (logarithmic)", LogScale.whole(surface.finite()))
                : ChartAxis.linear(LOSS_NAME, 0, ABOVE_LARGEST * losses.getMax(), MOST_TICKS);
    }

    /** From halfway to the point before to halfway to the next. */
    private void holes(Canvas canvas, LinePanel panel) {
        double half = (along[1] - along[0]) / 2;
        for (int n = 0; n < along.length; n++) {
            if (!Double.isFinite(surface.loss()[n])) {
                int from = (int) Math.round(Math.max(PLOT.getMinX(), panel.x(along[n] - half)));
                int to = (int) Math.round(Math.min(PLOT.getMaxX(), panel.x(along[n] + half)));
                HeatMap.draw(
                        canvas, new Rectangle(from, PLOT.y, Math.max(1, to - from), PLOT.height), HeatMap::hatching);
            }
        }
    }

    private static void guessing(Canvas canvas, LinePanel panel) {
        double y = panel.y(SurfacePanel.GUESSING);
        if (y >= PLOT.getMinY() && y <= PLOT.getMaxY()) {
            Line2D line = new Line2D.Double(PLOT.getMinX(), y, PLOT.getMaxX(), y);
            canvas.group("guessing", () -> canvas.stroke(line, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES));
        }
    }

    private void ends(Canvas canvas, LinePanel panel) {
        end(canvas, panel, 0, "trained", SurfacePanel::cross);
        if (!other.isEmpty()) {
            end(canvas, panel, 1, "other", LinePicture::square);
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
        }
        if (Double.isFinite(loss)) {
            canvas.group(name, () -> mark.draw(canvas, x, panel.y(loss)));
        }
    }

    private static void square(Canvas canvas, double x, double y) {
        Rectangle2D square = new Rectangle2D.Double(x - 9, y - 9, 18, 18);
        canvas.fill(square, Color.WHITE);
        canvas.stroke(square, Canvas.INK, 3);
    }

    /** NaN where there is no such point. */
    private double lossAt(double coordinate) {
        return IntStream.range(0, along.length)
                .filter(n -> along[n] == coordinate)
                .mapToDouble(n -> surface.loss()[n])
                .findFirst()
                .orElse(Double.NaN);
    }

    private void legend(Canvas canvas) {
        double y = TOP + PLOT.height + BELOW;
        SurfacePanel.cross(canvas, MARGIN + 12.0, y);
        canvas.text("trained weights, " + words(lossAt(0)), MARGIN + 36, y, Canvas.Anchor.LEFT);
        if (!other.isEmpty()) {
            square(canvas, PLOT.getCenterX() + 12, y);
            canvas.text(other + ", " + words(lossAt(1)), PLOT.getCenterX() + 36, y, Canvas.Anchor.LEFT);
        }
        sample(canvas, MARGIN, y + LINE, LOSS, 4);
        canvas.text("loss ± its standard error", MARGIN + 58, y + LINE, Canvas.Anchor.LEFT);
        sample(canvas, PLOT.getCenterX(), y + LINE, ACCURACY, 3, ACCURACY_DASHES);
        canvas.text("accuracy", PLOT.getCenterX() + 58, y + LINE, Canvas.Anchor.LEFT);
        sample(canvas, MARGIN, y + 2 * LINE, SurfacePanel.GUESSING_COLOUR, 2, SurfacePanel.DASHES);
        canvas.text("ln 10: guessing", MARGIN + 58, y + 2 * LINE, Canvas.Anchor.LEFT);
        canvas.text(points(), PLOT.getCenterX(), y + 2 * LINE, Canvas.Anchor.LEFT);
    }

    private static void sample(Canvas canvas, double x, double y, Color colour, double width, float... dashes) {
        canvas.stroke(new Line2D.Double(x, y, x + 46, y), colour, width, dashes);
    }

    private String points() {
        double largest = surface.finite().max().orElse(Double.NaN);
        String holes = surface.holes() == 0 ? "no holes" : surface.holes() + " not finite (hatched)";
        return "%d points, maximum %s, %s".formatted(surface.points(), Numbers.lettered(largest), holes);
    }

    private static String words(double loss) {
        return Double.isFinite(loss) ? "loss " + Numbers.lettered(loss) : "no loss there";
    }
}
