package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Line2D;

/**
 * One surface as a picture: colours on a logarithmic scale that several pictures may share, contour lines at the labels
 * of that scale, the loss of guessing dashed, holes hatched, the trained weights and the minimum marked.
 */
public final class ContourPicture extends Figure {
    private static final int LONGEST = 840;
    private static final int MIN_WIDTH = 760;
    private static final int MIN_HEIGHT = 420;
    private static final int LEFT = 130;
    private static final int TOP = 120;
    private static final int BELOW_AXIS = 92;
    private static final int FOOTER = 96;
    private static final int LINE = 36;

    private final Surface surface;
    private final LogScale scale;
    private final GuessingLoss guessing;
    private final Rectangle plot;

    /**
     * Lays out a surface.
     *
     * @param scale of the colours; {@link LogScale#of} gives the common one of several surfaces
     * @param guessing the loss that is marked
     */
    public ContourPicture(Surface surface, LogScale scale, GuessingLoss guessing) {
        this(surface, scale, guessing, SurfacePanel.size(surface, LONGEST));
    }

    private ContourPicture(Surface surface, LogScale scale, GuessingLoss guessing, Dimension panel) {
        super(
                surface.key().variant() + ": " + subtitle(surface.key()),
                LEFT + Math.max(MIN_WIDTH, panel.width) + ColourBar.left(guessing) + ColourBar.WIDTH + ColourBar.RIGHT,
                TOP + Math.max(MIN_HEIGHT, panel.height) + BELOW_AXIS + FOOTER);
        this.surface = surface;
        this.scale = scale;
        this.guessing = guessing;
        int left = LEFT + Math.max(0, MIN_WIDTH - panel.width) / 2;
        int top = TOP + Math.max(0, MIN_HEIGHT - panel.height) / 2;
        this.plot = new Rectangle(left, top, panel.width, panel.height);
    }

    static String subtitle(SurfaceKey key) {
        return "%s loss around the trained weights, plane %s, batch norm %s"
                .formatted(key.split().text(), key.plane(), key.bn().text());
    }

    @Override
    void draw(Canvas canvas) {
        title(canvas);
        SurfacePanel panel = new SurfacePanel(canvas, surface, scale, guessing, plot);
        panel.draw();
        SurfaceAxes axes = new SurfaceAxes(canvas, surface, panel, plot);
        axes.numbers();
        axes.names(plot.getMaxY() + BELOW_AXIS - 1.2 * Canvas.TEXT, plot.x - LEFT + 1.2 * Canvas.TEXT);
        bar(canvas);
        footer(canvas);
    }

    private void title(Canvas canvas) {
        SurfaceKey key = surface.key();
        canvas.text(key.variant(), LEFT, 40, Canvas.Anchor.LEFT, Lettering.BOLD, 30, Canvas.INK);
        canvas.text(subtitle(key), LEFT, 78, Canvas.Anchor.LEFT, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE);
    }

    private void bar(Canvas canvas) {
        int height = Math.max(MIN_HEIGHT, plot.height);
        int bottom = (int) plot.getCenterY() + height / 2;
        int x = width() - ColourBar.RIGHT - ColourBar.WIDTH;
        new ColourBar(canvas, scale, guessing, x, bottom, scale.clipped() ? height - 80 : height).draw();
    }

    private void footer(Canvas canvas) {
        double y = height() - FOOTER + 0.5 * LINE;
        Surface.Point minimum = surface.minimum();
        double x = LEFT;
        SurfacePanel.cross(canvas, x + 12, y);
        x = words(canvas, x + 36, y, "trained weights " + centre());
        SurfacePanel.ring(canvas, x + 20, y);
        words(canvas, x + 50, y, minimum(minimum));
        y += LINE;
        x = LEFT;
        if (guessing.isKnown()) {
            Line2D dashes = new Line2D.Double(LEFT, y, LEFT + 46, y);
            canvas.stroke(dashes, SurfacePanel.GUESSING_COLOUR, 3, SurfacePanel.DASHES);
            x = words(canvas, LEFT + 58.0, y, guessing.text() + ": guessing");
        }
        words(canvas, x, y, "%d × %d points, %s".formatted(surface.alphas().length, surface.betas().length, holes()));
    }

    private double words(Canvas canvas, double x, double y, String words) {
        canvas.text(words, x, y, Canvas.Anchor.LEFT);
        return x + Lettering.REGULAR.width(words, Canvas.TEXT) + 40;
    }

    private String centre() {
        double centre = surface.centre();
        return Double.isNaN(centre) ? "(no point of the grid)" : Numbers.lettered(centre);
    }

    private static String minimum(Surface.Point minimum) {
        return Double.isNaN(minimum.loss())
                ? "no minimum"
                : "minimum %s at (%s, %s)"
                        .formatted(
                                Numbers.lettered(minimum.loss()),
                                Numbers.tick(minimum.alpha()),
                                Numbers.tick(minimum.beta()));
    }

    private String holes() {
        double largest = surface.finite().max().orElse(Double.NaN);
        String maximum = "maximum %s, ".formatted(Numbers.lettered(largest));
        return maximum + (surface.holes() == 0 ? "no holes" : surface.holes() + " not finite (hatched)");
    }
}
