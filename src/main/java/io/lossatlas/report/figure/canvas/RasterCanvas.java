package io.lossatlas.report.figure.canvas;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
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

/** A picture of pixels, drawn by Java2D in memory with the outlines of {@link Lettering}. */
public final class RasterCanvas implements Canvas {
    private final BufferedImage image;
    private final Graphics2D g;

    /** An empty one. */
    public RasterCanvas(Dimension size) {
        image = new BufferedImage(size.width, size.height, BufferedImage.TYPE_INT_RGB);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, size.width, size.height);
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, Lettering face, double size, Color colour) {
        g.setColor(colour);
        face.draw(g, text, x - anchor.share() * face.width(text, size), y + CAP_HEIGHT * size / 2, size);
    }

    @Override
    public void upwards(String text, double x, double y) {
        Graphics2D outer = (Graphics2D) g.create();
        outer.translate(x, y);
        outer.transform(new AffineTransform(0, -1, 1, 0, 0, 0));
        outer.setColor(INK);
        double width = Lettering.REGULAR.width(text, TEXT);
        Lettering.REGULAR.draw(outer, text, -width / 2, CAP_HEIGHT * TEXT / 2, TEXT);
        outer.dispose();
    }

    @Override
    public void stroke(Shape shape, Color colour, double width, float... dashes) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(
                (float) width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dashes.length == 0 ? null : dashes, 0));
        g.draw(shape);
    }

    @Override
    public void fill(Shape shape, Color colour) {
        g.setColor(colour);
        g.fill(shape);
    }

    @Override
    public void image(BufferedImage pixels, int x, int y) {
        g.drawImage(pixels, x, y, null);
    }

    @Override
    public void group(String name, Runnable drawing) {
        drawing.run();
    }

    /** The picture as a PNG file, the same bytes for the same pixels. */
    public byte[] png() {
        return png(image);
    }

    /** Pixels as a PNG file. */
    static byte[] png(BufferedImage pixels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.write(pixels);
        } catch (IOException e) {
            throw new UncheckedIOException("a picture in memory", e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
