package io.lossatlas.report.figure;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** A white picture to draw on, in pixels from the upper left corner. */
final class Canvas {
    /** Colour of text and frames. */
    static final Color INK = new Color(0x222222);

    /** Colour of what should step back. */
    static final Color PALE = new Color(0x666666);

    /** Size of most text. */
    static final double TEXT = 22;

    private static final double CAP_HEIGHT = 0.729;

    private final BufferedImage image;
    private final Graphics2D g;

    Canvas(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(INK);
    }

    /** Which part of a text its place speaks of. */
    enum Anchor {
        /** The left end. */
        LEFT(0),
        /** The middle. */
        MIDDLE(0.5),
        /** The right end. */
        RIGHT(1);

        private final double share;

        Anchor(double share) {
            this.share = share;
        }
    }

    /** What is drawn so far. */
    BufferedImage image() {
        return image;
    }

    /** To draw what this class has no word for. */
    Graphics2D graphics() {
        return g;
    }

    /** Draws text whose capitals are centred on height {@code y}. */
    void text(String text, double x, double y, Anchor anchor) {
        text(text, x, y, anchor, Lettering.REGULAR, TEXT, INK);
    }

    /** The same in any face, size and colour. */
    void text(String text, double x, double y, Anchor anchor, Lettering face, double size, Color colour) {
        g.setColor(colour);
        face.draw(g, text, x - anchor.share * face.width(text, size), y + CAP_HEIGHT * size / 2, size);
    }

    /** Draws text that reads upwards, centred on a place. */
    void upwards(String text, double x, double y) {
        Graphics2D outer = (Graphics2D) g.create();
        outer.translate(x, y);
        outer.transform(new AffineTransform(0, -1, 1, 0, 0, 0));
        outer.setColor(INK);
        double width = Lettering.REGULAR.width(text, TEXT);
        Lettering.REGULAR.draw(outer, text, -width / 2, CAP_HEIGHT * TEXT / 2, TEXT);
        outer.dispose();
    }

    /** Strokes a shape. */
    void stroke(Shape shape, Color colour, double width, float... dashes) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0));
        g.draw(shape);
    }

    /** Fills a shape. */
    void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    /** The picture as a PNG file, the same bytes for the same pixels. */
    byte[] png() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(image);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
