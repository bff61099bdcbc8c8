package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One surface as a picture: colours on a logarithmic scale that several pictures may share, contour lines at the labels
 * of that scale, the loss of guessing dashed, holes hatched, the trained weights and the minimum marked; the weights that the plane was made from are
 * drawn upon it.
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
    private static final int EDGE = 20;

    private final Surface surface;
    private final Optional<WeightPath> path;
    private final LogScale scale;
    private final GuessingLoss guessing;
    private final Rectangle plot;

    /**
     * Lays out a surface.
     *
     * @param scale of the colours; {@link LogScale#of} gives the common one of several surfaces
     * @param guessing the loss that is marked
     * @param path the weights that its plane was made from, where there are any
     */
    public ContourPicture(Surface surface, LogScale scale, GuessingLoss guessing, Optional<WeightPath> path) {
        this(surface, scale, guessing, path, PlaneFrame.size(surface.alphas(), surface.betas(), LONGEST));
    }

    private ContourPicture(
            Surface surface, LogScale scale, GuessingLoss guessing, Optional<WeightPath> path, Dimension panel) {
        super(
                surface.key().variant() + ": " + subtitle(surface.key()),
                LEFT
                        + Math.max(MIN_WIDTH, panel.width)
                        + besides(path)
                        + ColourBar.left(guessing)
                        + ColourBar.WIDTH
                        + ColourBar.RIGHT,
                top(path) + Math.max(MIN_HEIGHT, panel.height) + BELOW_AXIS + footer(path));
        this.path = path;
        this.surface = surface;
        this.scale = scale;
        this.guessing = guessing;
        int left = LEFT + Math.max(0, MIN_WIDTH - panel.width) / 2;
        int top = top(path) + Math.max(0, MIN_HEIGHT - panel.height) / 2;
        this.plot = new Rectangle(left, top, panel.width, panel.height);
    }

    private static int top(Optional<WeightPath> path) {
        return path.isPresent() ? TOP + LINE : TOP;
    }

    /** Planes that were made from weights are seldom square: numbers below them come to lie beside the label of the colour bar. */
    private static int besides(Optional<WeightPath> path) {
        return path.isPresent() ? 2 * EDGE : 0;
    }

    private static int footer(Optional<WeightPath> path) {
        return path.isPresent() ? FOOTER + LINE : FOOTER;
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
        path.ifPresent(drawn -> marks(canvas, panel.frame(), drawn));
        SurfaceAxes axes = new SurfaceAxes(canvas, panel.frame());
        axes.numbers();
        axes.names(
                path.map(SurfaceAxes::alphaName).orElseGet(() -> SurfaceAxes.alphaName(surface.normalize())),
                path.map(SurfaceAxes::betaName).orElseGet(() -> SurfaceAxes.betaName(surface.normalize())),
                plot.getMaxY() + BELOW_AXIS - 1.2 * Canvas.TEXT,
                plot.x - LEFT + 1.2 * Canvas.TEXT);
        bar(canvas);
        footer(canvas);
    }

    private void marks(Canvas canvas, PlaneFrame frame, WeightPath drawn) {
        PathMarks marks = new PathMarks(canvas, frame, drawn);
        marks.draw();
        SurfacePanel.cross(canvas, frame.x(0), frame.y(0));
        Surface.Point minimum = surface.minimum();
        marks.names(List.of(
                SurfacePanel.around(frame.x(0), frame.y(0)),
                SurfacePanel.around(frame.x(minimum.alpha()), frame.y(minimum.beta()))));
    }

    /** How much of the path the plane shows, and the losses of its weights themselves. */
    private static String words(WeightPath path) {
        if (!path.isTraining()) {
            return "plane through %d networks".formatted(path.points().size());
        }
        return Double.isNaN(path.outside())
                ? "path of the training: it never leaves the trained weights"
                : "path of the training: %s of its variance outside the plane, largest residual %s"
                        .formatted(Numbers.percent(path.outside()), Numbers.percent(path.largestResidual()));
    }

    private void title(Canvas canvas) {
        SurfaceKey key = surface.key();
        canvas.fitted(key.variant(), LEFT, 40, Lettering.BOLD, 30, Canvas.INK, width() - LEFT - EDGE);
        canvas.fitted(subtitle(key), LEFT, 78, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE, width() - LEFT - EDGE);
        path.ifPresent(drawn -> canvas.fitted(
                words(drawn), LEFT, 78.0 + LINE, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE, width() - LEFT - EDGE));
    }

    private void bar(Canvas canvas) {
        int height = Math.max(MIN_HEIGHT, plot.height);
        int bottom = (int) plot.getCenterY() + height / 2;
        int x = width() - ColourBar.RIGHT - ColourBar.WIDTH;
        new ColourBar(canvas, scale, guessing, x, bottom, scale.clipped() ? height - 80 : height).draw();
    }

    private void footer(Canvas canvas) {
        double y = height() - footer(path) + 0.5 * LINE;
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
        words(
                canvas,
                x,
                y,
                "%s, %s".formatted(Numbers.points(surface, "%d × %d".formatted(surface.nx(), surface.ny())), holes()));
        double below = y + LINE;
        path.ifPresent(drawn -> legend(canvas, drawn, below));
    }

    private void legend(Canvas canvas, WeightPath drawn, double y) {
        WeightPath.Point first = drawn.points().get(0);
        PathMarks.square(canvas, LEFT + 12.0, y);
        if (drawn.isTraining()) {
            String start = "%s, its own loss %s".formatted(drawn.name(first), Numbers.lettered(first.loss()));
            double x = words(canvas, LEFT + 36.0, y, start);
            PathMarks.dot(canvas, x + 12, y);
            words(canvas, x + 32, y, "steps up to %d".formatted(drawn.centre().step()));
        } else {
            String losses = drawn.others().stream()
                    .map(point -> Numbers.lettered(point.loss()))
                    .collect(Collectors.joining(", "));
            words(canvas, LEFT + 36.0, y, "the other networks, losses " + losses);
        }
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
