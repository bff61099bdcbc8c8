package io.lossatlas.report.figure.canvas;

import java.awt.Color;
import java.awt.Shape;
import java.awt.image.BufferedImage;

/** A white picture to draw on, in pixels from the upper left corner. */
public interface Canvas {
    /** Colour of text and frames. */
    Color INK = new Color(0x222222);

    /** Colour of what should step back. */
    Color PALE = new Color(0x666666);

    /** Size of most text. */
    double TEXT = 22;

    /** Height of capitals in units of the size of a text. */
    double CAP_HEIGHT = 0.729;

    /** Which part of a text its place speaks of. */
    enum Anchor {
        /** The left end. */
        LEFT(0, "start"),
        /** The middle. */
        MIDDLE(0.5, "middle"),
        /** The right end. */
        RIGHT(1, "end");

        private final double share;
        private final String svg;

        Anchor(double share, String svg) {
            this.share = share;
            this.svg = svg;
        }

        /** Which share of the width lies left of the place. */
        double share() {
            return share;
        }

        /** Its name as an SVG {@code text-anchor}. */
        String svg() {
            return svg;
        }
    }

    /** Draws text whose capitals are centred on height {@code y}; {@code ^} raises what {@link Lettering} says. */
    void text(String text, double x, double y, Anchor anchor, Lettering face, double size, Color colour);

    /** Draws text that reads upwards, centred on a place. */
    void upwards(String text, double x, double y);

    /** Strokes a shape. */
    void stroke(Shape shape, Color colour, double width, float... dashes);

    /** Fills a shape. */
    void fill(Shape shape, Color colour);

    /** Puts pixels in place, their upper left corner given. */
    void image(BufferedImage pixels, int x, int y);

    /** Draws what belongs together; a vector file names it so. */
    void group(String name, Runnable drawing);

    /** Draws regular text of the usual size. */
    default void text(String text, double x, double y, Anchor anchor) {
        text(text, x, y, anchor, Lettering.REGULAR, TEXT, INK);
    }

    /** Draws text from a left end, smaller than a size where it would be wider than there is room. */
    default void fitted(String text, double x, double y, Lettering face, double size, Color colour, double room) {
        double share = Math.min(1, room / face.width(text, size));
        text(text, x, y, Anchor.LEFT, face, share * size, colour);
    }
}
