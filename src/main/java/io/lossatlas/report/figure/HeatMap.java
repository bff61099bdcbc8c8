package io.lossatlas.report.figure;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;

/** The colours of a surface, and grey hatching where it has holes. */
final class HeatMap {
    /** Between the stripes of a hole. */
    static final int HOLE = 0xdcdcdc;

    /** The stripes of a hole. */
    static final int STRIPE = 0x9b9b9b;

    private static final int PERIOD = 14;
    private static final int STRIPE_WIDTH = 4;

    private HeatMap() {}

    /** Fills a rectangle, whose corners are the corners of the surface. */
    static void draw(Canvas canvas, Field field, Rectangle plot) {
        BufferedImage pixels = new BufferedImage(plot.width, plot.height, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < plot.width; x++) {
            for (int y = 0; y < plot.height; y++) {
                double position = field.at((x + 0.5) / plot.width, 1 - (y + 0.5) / plot.height);
                pixels.setRGB(x, y, Double.isNaN(position) ? hatching(x, y) : Viridis.rgb(position));
            }
        }
        canvas.graphics().drawImage(pixels, plot.x, plot.y, null);
    }

    /** The colour of a hole at a pixel. */
    static int hatching(int x, int y) {
        return (x + y) % PERIOD < STRIPE_WIDTH ? STRIPE : HOLE;
    }
}
