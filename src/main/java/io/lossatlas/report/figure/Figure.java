package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.RasterCanvas;
import io.lossatlas.report.figure.canvas.SvgCanvas;
import java.awt.Dimension;

/**
 * A chart that is laid out. Its PNG and its SVG have the same geometry, one unit of the SVG for a pixel, and the same
 * bytes whenever and wherever it is drawn.
 */
public abstract sealed class Figure
        permits ContourPicture,
                LinePicture,
                OverviewPicture,
                GradientPicture,
                TrainingPicture,
                PathLossPicture,
                SpectrumPicture,
                CurvatureMapPicture {
    private final String title;
    private final Dimension size;

    /**
     * A chart of a size.
     *
     * @param title what it shows, the network among it
     */
    Figure(String title, int width, int height) {
        this.title = title;
        this.size = new Dimension(width, height);
    }

    /** Draws all of it. */
    abstract void draw(Canvas canvas);

    /** What it shows in a line, the network or networks among it. */
    public final String title() {
        return title;
    }

    final int width() {
        return size.width;
    }

    final int height() {
        return size.height;
    }

    /** The chart as a PNG file. */
    public final byte[] png() {
        RasterCanvas canvas = new RasterCanvas(size);
        draw(canvas);
        return canvas.png();
    }

    /** The chart as an SVG 1.1 file with text as text. */
    public final byte[] svg() {
        SvgCanvas canvas = new SvgCanvas(title, size);
        draw(canvas);
        return canvas.svg();
    }
}
