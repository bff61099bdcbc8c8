package io.lossatlas.report.figure;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.List;

/** Surfaces of several variants side by side, on one scale: what depth and skip connections make of a landscape. */
public final class OverviewPicture {
    /** Panels in one picture at most. */
    public static final int MOST_PANELS = 24;

    private static final int LONGEST = 440;
    private static final int MARGIN = 110;
    private static final int TOP = 110;
    private static final int PANEL_TITLE = 56;
    private static final int GAP = 96;
    private static final int BELOW = 70;

    private final List<Surface> surfaces;
    private final LogScale scale;
    private final int columns;
    private final Dimension panel;
    private final Canvas canvas;

    private OverviewPicture(List<Surface> surfaces, LogScale scale, int columns) {
        this.surfaces = surfaces;
        this.scale = scale;
        this.columns = Math.min(columns, surfaces.size());
        this.panel = SurfacePanel.size(surfaces.get(0), LONGEST);
        int rows = (surfaces.size() + this.columns - 1) / this.columns;
        int width = MARGIN + this.columns * (panel.width + GAP) + ColourBar.LEFT + ColourBar.WIDTH + ColourBar.RIGHT;
        this.canvas = new Canvas(width, TOP + rows * (PANEL_TITLE + panel.height + BELOW) + BELOW / 2);
    }

    /**
     * Draws surfaces of one plane, in rows.
     *
     * @param surfaces with one grid, {@value #MOST_PANELS} at most
     * @param columns panels of a row
     * @return a PNG file
     */
    public static byte[] png(List<Surface> surfaces, LogScale scale, int columns) {
        OverviewPicture picture = new OverviewPicture(surfaces, scale, columns);
        picture.draw();
        return picture.canvas.png();
    }

    private void draw() {
        SurfaceKey key = surfaces.get(0).key();
        String title = "%s loss around the trained weights, plane %s, batch norm %s"
                .formatted(key.split().text(), key.plane(), key.bn().text());
        canvas.text(title, MARGIN, 36, Canvas.Anchor.LEFT, Lettering.BOLD, 26, Canvas.INK);
        String axes = "across: %s    up: %s    cross: trained weights    ring: minimum    dashed: ln 10, guessing"
                .formatted(
                        Axes.alphaName(surfaces.get(0).normalize()),
                        Axes.betaName(surfaces.get(0).normalize()));
        canvas.text(axes, MARGIN, 74, Canvas.Anchor.LEFT, Lettering.REGULAR, 17, Canvas.PALE);
        for (int n = 0; n < surfaces.size(); n++) {
            panel(surfaces.get(n), n % columns, n / columns);
        }
        int height = Math.min(700, canvas.image().getHeight() - TOP - PANEL_TITLE - BELOW);
        int x = canvas.image().getWidth() - ColourBar.RIGHT - ColourBar.WIDTH;
        new ColourBar(canvas, scale, x, TOP + PANEL_TITLE + height, scale.clipped() ? height - 80 : height).draw();
    }

    private void panel(Surface surface, int column, int row) {
        Rectangle plot = new Rectangle(
                MARGIN + column * (panel.width + GAP),
                TOP + PANEL_TITLE + row * (PANEL_TITLE + panel.height + BELOW),
                panel.width,
                panel.height);
        double titleAt = plot.y - 24.0;
        canvas.text(surface.key().variant(), plot.x, titleAt, Canvas.Anchor.LEFT, Lettering.BOLD, 22, Canvas.INK);
        String centre = "centre " + Numbers.lettered(surface.centre());
        canvas.text(centre, plot.getMaxX(), titleAt, Canvas.Anchor.RIGHT, Lettering.REGULAR, 18, Canvas.PALE);
        SurfacePanel drawn = new SurfacePanel(canvas, surface, scale, plot);
        drawn.draw();
        Axes axes = new Axes(canvas, surface, drawn, plot);
        axes.alphaNumbers();
        axes.betaNumbers();
    }
}
