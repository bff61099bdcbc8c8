package io.lossatlas.report.figure;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Surfaces of several variants side by side, on one scale: what depth and skip connections make of a landscape. */
public final class OverviewPicture extends Figure {
    /** Panels in one picture at most. */
    public static final int MOST_PANELS = 24;

    private static final int LONGEST = 440;
    private static final int MARGIN = 110;
    private static final int TOP = 110;
    private static final int PANEL_TITLE = 56;
    private static final int GAP = 96;
    private static final int BELOW = 70;
    private static final int EDGE = 20;

    private final List<Surface> surfaces;
    private final LogScale scale;
    private final GuessingLoss guessing;
    private final Function<SurfaceKey, Optional<WeightPath>> path;
    private final int columns;
    private final Dimension panel;

    /**
     * Lays out surfaces of one plane in rows: two in a row of up to four, else four.
     *
     * @param surfaces with one grid, {@value #MOST_PANELS} at most
     * @param guessing the loss that is marked
     * @param path gives the weights that a surface's plane was made from, where there are any
     */
    public OverviewPicture(
            List<Surface> surfaces,
            LogScale scale,
            GuessingLoss guessing,
            Function<SurfaceKey, Optional<WeightPath>> path) {
        this(
                surfaces,
                scale,
                guessing,
                path,
                Math.min(surfaces.size() <= 4 ? 2 : 4, surfaces.size()),
                PlaneFrame.size(surfaces.get(0).alphas(), surfaces.get(0).betas(), LONGEST));
    }

    private OverviewPicture(
            List<Surface> surfaces,
            LogScale scale,
            GuessingLoss guessing,
            Function<SurfaceKey, Optional<WeightPath>> path,
            int columns,
            Dimension panel) {
        super(
                "%s: %s".formatted(ContourPicture.subtitle(surfaces.get(0).key()), names(surfaces)),
                MARGIN + columns * (panel.width + GAP) + ColourBar.LEFT + ColourBar.WIDTH + ColourBar.RIGHT,
                TOP + (surfaces.size() + columns - 1) / columns * (PANEL_TITLE + panel.height + BELOW) + BELOW / 2);
        this.surfaces = surfaces;
        this.scale = scale;
        this.guessing = guessing;
        this.path = path;
        this.columns = columns;
        this.panel = panel;
    }

    private static String names(List<Surface> surfaces) {
        return surfaces.stream().map(surface -> surface.key().variant()).collect(Collectors.joining(", "));
    }

    @Override
    void draw(Canvas canvas) {
        String title = ContourPicture.subtitle(surfaces.get(0).key());
        canvas.fitted(title, MARGIN, 36, Lettering.BOLD, 26, Canvas.INK, width() - MARGIN - EDGE);
        String axes = "%s    ring: minimum%s"
                .formatted(
                        path.apply(surfaces.get(0).key())
                                .map(OverviewPicture::along)
                                .orElseGet(this::scaled),
                        guessing.isKnown() ? "    dashed: %s, guessing".formatted(guessing.text()) : "");
        canvas.fitted(axes, MARGIN, 74, Lettering.REGULAR, 17, Canvas.PALE, width() - MARGIN - EDGE);
        for (int n = 0; n < surfaces.size(); n++) {
            Surface surface = surfaces.get(n);
            Rectangle plot = plot(n % columns, n / columns);
            canvas.group(surface.key().variant(), () -> panel(canvas, surface, plot));
        }
        int height = Math.min(700, height() - TOP - PANEL_TITLE - BELOW);
        int x = width() - ColourBar.RIGHT - ColourBar.WIDTH;
        new ColourBar(canvas, scale, guessing, x, TOP + PANEL_TITLE + height, scale.clipped() ? height - 80 : height)
                .draw();
    }

    private String scaled() {
        return "across: %s    up: %s    cross: trained weights"
                .formatted(
                        SurfaceAxes.alphaName(surfaces.get(0).normalize()),
                        SurfaceAxes.betaName(surfaces.get(0).normalize()));
    }

    private static String along(WeightPath weights) {
        return weights.isTraining()
                ? "across: α, first principal direction    up: β, second    cross: trained weights    square: start"
                : "across: α, towards the second network    up: β, to the third    cross: trained weights    squares: theirs";
    }

    private Rectangle plot(int column, int row) {
        return new Rectangle(
                MARGIN + column * (panel.width + GAP),
                TOP + PANEL_TITLE + row * (PANEL_TITLE + panel.height + BELOW),
                panel.width,
                panel.height);
    }

    private void panel(Canvas canvas, Surface surface, Rectangle plot) {
        double titleAt = plot.y - 24.0;
        canvas.text(surface.key().variant(), plot.x, titleAt, Canvas.Anchor.LEFT, Lettering.BOLD, 22, Canvas.INK);
        String centre = "centre " + Numbers.lettered(surface.centre());
        canvas.text(centre, plot.getMaxX(), titleAt, Canvas.Anchor.RIGHT, Lettering.REGULAR, 18, Canvas.PALE);
        SurfacePanel drawn = new SurfacePanel(canvas, surface, scale, guessing, plot);
        drawn.draw();
        path.apply(surface.key()).ifPresent(weights -> {
            new PathMarks(canvas, drawn.frame(), weights).draw();
            SurfacePanel.cross(canvas, drawn.frame().x(0), drawn.frame().y(0));
        });
        new SurfaceAxes(canvas, drawn.frame()).numbers();
    }
}
