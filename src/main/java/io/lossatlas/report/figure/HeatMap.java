package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Canvas;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** A rectangle of colours, and grey hatching where a surface has holes. */
final class HeatMap {
    /** Between the stripes of a hole. */
    static final int HOLE = 0xdcdcdc;

    /** The stripes of a hole. */
    static final int STRIPE = 0x9b9b9b;

    private static final int PERIOD = 14;
    private static final int STRIPE_WIDTH = 4;

    private HeatMap() {}

    /** The colours of a rectangle, {@code 0xrrggbb} at a pixel from its upper left corner. */
    interface Colours {
        int at(int x, int y);
    }

    /** Fills a rectangle. */
    static void draw(Canvas canvas, Rectangle plot, Colours colours) {
        BufferedImage pixels = new BufferedImage(plot.width, plot.height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < plot.width; x++) {
            for (int y = 0; y < plot.height; y++) {
                pixels.setRGB(x, y, colours.at(x, y));
            }
        }
        canvas.image(pixels, plot.x, plot.y);
    }

    /** Fills a rectangle whose corners are the corners of a surface. */
    static void draw(Canvas canvas, Rectangle plot, Field field) {
        draw(canvas, plot, (x, y) -> {
            double position = field.at((x + 0.5) / plot.width, 1 - (y + 0.5) / plot.height);
            return Double.isNaN(position) ? hatching(x, y) : Viridis.rgb(position);
        });
    }

    /** The colour of a hole at a pixel. */
    static int hatching(int x, int y) {
        return (x + y) % PERIOD < STRIPE_WIDTH ? STRIPE : HOLE;
    }
}
