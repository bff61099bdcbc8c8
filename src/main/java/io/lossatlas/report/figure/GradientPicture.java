package io.lossatlas.report.figure;

import io.lossatlas.results.GradientGrid;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient norms by layer and step as heat maps on one logarithmic scale, two in a row: layers downwards from the input,
 * the probed steps in even widths.
 */
public final class GradientPicture {
    /** Panels in one picture at most. */
    public static final int MOST_PANELS = 24;

    private static final int WIDTH = 600;
    private static final int HEIGHT = 360;
    private static final int MARGIN = 110;
    private static final int TOP = 110;
    private static final int PANEL_TITLE = 56;
    private static final int GAP = 110;
    private static final int BELOW = 90;
    private static final int BAR = 600;
    private static final double LABEL = 44;

    private final List<GradientGrid> grids;
    private final LogScale scale;
    private final Canvas canvas;

    private GradientPicture(List<GradientGrid> grids) {
        this.grids = grids;
        this.scale = LogScale.whole(grids.stream().flatMapToDouble(GradientGrid::positive));
        int rows = (grids.size() + 1) / 2;
        int columns = Math.min(2, grids.size());
        int right = ColourBar.LEFT + ColourBar.WIDTH + ColourBar.RIGHT;
        this.canvas = new Canvas(
                MARGIN + columns * (WIDTH + GAP) + right, TOP + rows * (PANEL_TITLE + HEIGHT + BELOW) + BELOW / 2);
    }

    /**
     * Draws gradients.
     *
     * @param grids {@value #MOST_PANELS} at most, none empty
     * @return a PNG file
     */
    public static byte[] png(List<GradientGrid> grids) {
        GradientPicture picture = new GradientPicture(grids);
        picture.draw();
        return picture.canvas.png();
    }

    private void draw() {
        canvas.text("Gradient norm by layer and step", MARGIN, 36, Canvas.Anchor.LEFT, Lettering.BOLD, 26, Canvas.INK);
        String axes =
                "down: layers on the main path, 0 the stem    across: probed updates    before each update, batch-mean loss";
        canvas.text(axes, MARGIN, 74, Canvas.Anchor.LEFT, Lettering.REGULAR, 17, Canvas.PALE);
        for (int n = 0; n < grids.size(); n++) {
            panel(grids.get(n), n % 2, n / 2);
        }
        int height = Math.min(BAR, canvas.image().getHeight() - TOP - PANEL_TITLE - BELOW);
        int x = canvas.image().getWidth() - ColourBar.RIGHT - ColourBar.WIDTH;
        ColourBar.of("gradient norm (logarithmic)", canvas, scale, x, TOP + PANEL_TITLE + height, height)
                .draw();
    }

    private void panel(GradientGrid grid, int column, int row) {
        Rectangle plot = new Rectangle(
                MARGIN + column * (WIDTH + GAP),
                TOP + PANEL_TITLE + row * (PANEL_TITLE + HEIGHT + BELOW),
                WIDTH,
                HEIGHT);
        canvas.text(grid.network().id(), plot.x, plot.y - 24.0, Canvas.Anchor.LEFT, Lettering.BOLD, 22, Canvas.INK);
        double across = (double) plot.width / grid.steps().length;
        double down = (double) plot.height / grid.names().size();
        for (int layer = 0; layer < grid.names().size(); layer++) {
            for (int step = 0; step < grid.steps().length; step++) {
                canvas.graphics().setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
                canvas.fill(
                        new Rectangle2D.Double(plot.x + step * across, plot.y + layer * down, across + 1, down + 1),
                        colour(grid.norms()[layer][step]));
            }
        }
        canvas.graphics().setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        canvas.stroke(plot, Canvas.INK, 2);
        layers(grid, plot, down);
        steps(grid, plot, across);
    }

    private Color colour(double norm) {
        return norm > 0 && Double.isFinite(norm) ? Viridis.at(scale.position(norm)) : new Color(HeatMap.HOLE);
    }

    private void layers(GradientGrid grid, Rectangle plot, double down) {
        int last = grid.names().size() - 1;
        IntStream.of(0, last / 4, last / 2, 3 * last / 4, last).distinct().forEach(layer -> {
            double y = plot.y + (layer + 0.5) * down;
            canvas.stroke(new Line2D.Double(plot.x - 8.0, y, plot.x, y), Canvas.INK, 2);
            canvas.text(Integer.toString(layer), plot.x - 16.0, y, Canvas.Anchor.RIGHT);
        });
    }

    private void steps(GradientGrid grid, Rectangle plot, double across) {
        int every = (int) Math.ceil(LABEL / across);
        for (int n = 0; n < grid.steps().length; n += every) {
            double x = plot.x + (n + 0.5) * across;
            canvas.text(Integer.toString(grid.steps()[n]), x, plot.getMaxY() + 8 + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
        canvas.text("step", plot.getCenterX(), plot.getMaxY() + 8 + 2.3 * Canvas.TEXT, Canvas.Anchor.MIDDLE);
    }
}
