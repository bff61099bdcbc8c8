package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.GradientGrid;
import java.awt.Rectangle;
import java.awt.geom.Line2D;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Gradient norms by layer and step as heat maps on one logarithmic scale, two in a row: layers downwards from the input,
 * the probed steps in even widths.
 */
public final class GradientPicture extends Figure {
    /** Panels in one picture at most. */
    public static final int MOST_PANELS = 24;

    private static final String TITLE = "Gradient norm by layer and step";
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

    /**
     * Lays out gradients.
     *
     * @param grids {@value #MOST_PANELS} at most, none empty
     */
    public GradientPicture(List<GradientGrid> grids) {
        super(
                TITLE + ": " + grids.stream().map(grid -> grid.network().id()).collect(Collectors.joining(", ")),
                MARGIN + Math.min(2, grids.size()) * (WIDTH + GAP) + ColourBar.LEFT + ColourBar.WIDTH + ColourBar.RIGHT,
                TOP + (grids.size() + 1) / 2 * (PANEL_TITLE + HEIGHT + BELOW) + BELOW / 2);
        this.grids = grids;
        this.scale = LogScale.whole(grids.stream().flatMapToDouble(GradientGrid::positive));
    }

    @Override
    void draw(Canvas canvas) {
        canvas.text(TITLE, MARGIN, 36, Canvas.Anchor.LEFT, Lettering.BOLD, 26, Canvas.INK);
        String axes =
                "down: layers on the main path, 0 the stem    across: probed updates    before each update, batch-mean loss";
        canvas.text(axes, MARGIN, 74, Canvas.Anchor.LEFT, Lettering.REGULAR, 17, Canvas.PALE);
        for (int n = 0; n < grids.size(); n++) {
            GradientGrid grid = grids.get(n);
            Rectangle plot = plot(n % 2, n / 2);
            canvas.group(grid.network().id(), () -> panel(canvas, grid, plot));
        }
        int height = Math.min(BAR, height() - TOP - PANEL_TITLE - BELOW);
        int x = width() - ColourBar.RIGHT - ColourBar.WIDTH;
        ColourBar.of("gradient norm (logarithmic)", canvas, scale, x, TOP + PANEL_TITLE + height, height)
                .draw();
    }

    private static Rectangle plot(int column, int row) {
        return new Rectangle(
                MARGIN + column * (WIDTH + GAP),
                TOP + PANEL_TITLE + row * (PANEL_TITLE + HEIGHT + BELOW),
                WIDTH,
                HEIGHT);
    }

    private void panel(Canvas canvas, GradientGrid grid, Rectangle plot) {
        canvas.text(grid.network().id(), plot.x, plot.y - 24.0, Canvas.Anchor.LEFT, Lettering.BOLD, 22, Canvas.INK);
        double across = (double) plot.width / grid.steps().length;
        double down = (double) plot.height / grid.names().size();
        HeatMap.draw(
                canvas, plot, (x, y) -> colour(grid.norms()[(int) ((y + 0.5) / down)][(int) ((x + 0.5) / across)]));
        canvas.stroke(plot, Canvas.INK, 2);
        canvas.group("layers", () -> layers(canvas, grid, plot, down));
        canvas.group("steps", () -> steps(canvas, grid, plot, across));
    }

    private int colour(double norm) {
        return norm > 0 && Double.isFinite(norm) ? Viridis.rgb(scale.position(norm)) : HeatMap.HOLE;
    }

    private static void layers(Canvas canvas, GradientGrid grid, Rectangle plot, double down) {
        int last = grid.names().size() - 1;
        IntStream.of(0, last / 4, last / 2, 3 * last / 4, last).distinct().forEach(layer -> {
            double y = plot.y + (layer + 0.5) * down;
            canvas.stroke(new Line2D.Double(plot.x - 8.0, y, plot.x, y), Canvas.INK, 2);
            canvas.text(Integer.toString(layer), plot.x - 16.0, y, Canvas.Anchor.RIGHT);
        });
    }

    private static void steps(Canvas canvas, GradientGrid grid, Rectangle plot, double across) {
        int every = (int) Math.ceil(LABEL / across);
        for (int n = 0; n < grid.steps().length; n += every) {
            double x = plot.x + (n + 0.5) * across;
            canvas.text(Integer.toString(grid.steps()[n]), x, plot.getMaxY() + 8 + Canvas.TEXT, Canvas.Anchor.MIDDLE);
        }
        canvas.text("step", plot.getCenterX(), plot.getMaxY() + 8 + 2.3 * Canvas.TEXT, Canvas.Anchor.MIDDLE);
    }
}
