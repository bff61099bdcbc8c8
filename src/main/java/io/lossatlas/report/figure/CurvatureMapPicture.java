package io.lossatlas.report.figure;

import io.lossatlas.config.Normalize;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.CurvatureGrid;
import java.awt.Dimension;
import java.awt.Rectangle;
import java.util.Arrays;

/**
 * The most negative curvature over a plane in shares of the most positive, in all directions of weight space: Li, Xu, Taylor, Studer
 * and Goldstein, "Visualizing the Loss Landscape of Neural Nets" (NeurIPS 2018), figure 7. Dark where the loss is convex to second
 * order, hatched where it is not known.
 */
public final class CurvatureMapPicture extends Figure {
    private static final int LONGEST = 840;
    private static final int MIN_WIDTH = 760;
    private static final int MIN_HEIGHT = 420;
    private static final int LEFT = 130;
    private static final int TOP = 120;
    private static final int BELOW_AXIS = 92;
    private static final int FOOTER = 96;
    private static final int EDGE = 20;
    private static final int LINE = 36;
    private static final int MOST_TICKS = 6;

    private final CurvatureGrid map;
    private final Normalize normalize;
    private final double highest;
    private final Rectangle plot;

    /**
     * Lays out a map.
     *
     * @param normalize how the directions of its plane are scaled
     * @param highest ratio of the last colour, positive: one for all maps that are to be compared
     */
    public CurvatureMapPicture(CurvatureGrid map, Normalize normalize, double highest) {
        this(map, normalize, highest, PlaneFrame.size(map.alphas(), map.betas(), LONGEST));
    }

    private CurvatureMapPicture(CurvatureGrid map, Normalize normalize, double highest, Dimension panel) {
        super(
                map.key().variant() + ": " + subtitle(map.key()),
                LEFT + Math.max(MIN_WIDTH, panel.width) + ColourBar.LEFT + ColourBar.WIDTH + ColourBar.RIGHT,
                TOP + Math.max(MIN_HEIGHT, panel.height) + BELOW_AXIS + FOOTER);
        this.map = map;
        this.normalize = normalize;
        this.highest = highest;
        int left = LEFT + Math.max(0, MIN_WIDTH - panel.width) / 2;
        int top = TOP + Math.max(0, MIN_HEIGHT - panel.height) / 2;
        this.plot = new Rectangle(left, top, panel.width, panel.height);
    }

    private static String subtitle(SurfaceKey key) {
        return "curvature in all directions, %s loss, plane %s, batch norm %s"
                .formatted(key.split().text(), key.plane(), key.bn().text());
    }

    @Override
    void draw(Canvas canvas) {
        canvas.fitted(map.key().variant(), LEFT, 40, Lettering.BOLD, 30, Canvas.INK, width() - LEFT - EDGE);
        canvas.fitted(
                subtitle(map.key()), LEFT, 78, Lettering.REGULAR, Canvas.TEXT, Canvas.PALE, width() - LEFT - EDGE);
        double[] positions =
                Arrays.stream(map.ratio()).map(ratio -> ratio / highest).toArray();
        PlaneFrame frame = new PlaneFrame(map.alphas(), map.betas(), plot);
        HeatMap.draw(canvas, plot, new Field(positions, map.alphas().length, map.betas().length));
        canvas.stroke(plot, Canvas.INK, 2);
        if (frame.holds(0, 0)) {
            canvas.group("trained", () -> SurfacePanel.cross(canvas, frame.x(0), frame.y(0)));
        }
        SurfaceAxes axes = new SurfaceAxes(canvas, frame);
        axes.numbers();
        axes.names(
                SurfaceAxes.alphaName(normalize),
                SurfaceAxes.betaName(normalize),
                plot.getMaxY() + BELOW_AXIS - 1.2 * Canvas.TEXT,
                plot.x - LEFT + 1.2 * Canvas.TEXT);
        int height = Math.max(MIN_HEIGHT, plot.height);
        int bottom = (int) plot.getCenterY() + height / 2;
        ChartAxis ratios = ChartAxis.linear("size of λmin < 0, in shares of λmax", 0, highest, MOST_TICKS);
        ColourBar.of(ratios, canvas, width() - ColourBar.RIGHT - ColourBar.WIDTH, bottom, height)
                .draw();
        footer(canvas);
    }

    private void footer(Canvas canvas) {
        double y = height() - FOOTER + 0.5 * LINE;
        SurfacePanel.cross(canvas, LEFT + 12.0, y);
        canvas.text("trained weights; " + range("λmin", map.lambdaMin()), LEFT + 36, y, Canvas.Anchor.LEFT);
        String points = "%d × %d points, %s"
                .formatted(
                        map.alphas().length,
                        map.betas().length,
                        map.missing() == 0 ? "none missing" : map.missing() + " missing (hatched)");
        canvas.text(points + "; " + range("λmax", map.lambdaMax()), LEFT, y + LINE, Canvas.Anchor.LEFT);
    }

    private static String range(String name, double[] values) {
        double low = Arrays.stream(values).filter(Double::isFinite).min().orElse(Double.NaN);
        double high = Arrays.stream(values).filter(Double::isFinite).max().orElse(Double.NaN);
        return Double.isNaN(low)
                ? name + " unknown"
                : "%s from %s to %s".formatted(name, Numbers.lettered(low), Numbers.lettered(high));
    }
}
