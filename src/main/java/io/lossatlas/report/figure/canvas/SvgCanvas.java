package io.lossatlas.report.figure.canvas;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A picture of paths and texts, as an SVG 1.1 file (W3C, 2011). Text stays text, in the first sans-serif font of a list
 * whose widths are close to those of {@link Lettering}; coordinates have two decimals; pixels are embedded as PNG.
 */
public final class SvgCanvas implements Canvas {
    private static final String HEAD = """
            <?xml version="1.0" encoding="UTF-8"?>
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" \
            width="%d" height="%d" viewBox="0 0 %d %d" role="img" \
            font-family="'DejaVu Sans', Verdana, 'Liberation Sans', Arial, sans-serif">
            <title>%s</title>
            <rect width="100%%" height="100%%" fill="#ffffff"/>
            """;

    private static final int DECIMALS = 2;
    private static final double OPAQUE = 255;
    private static final String[] COMMANDS = {"M", "L", "Q", "C", "Z"};
    private static final int[] COORDINATES = {2, 2, 4, 6, 0};

    private final StringBuilder svg;

    /**
     * An empty one.
     *
     * @param title what it shows
     */
    public SvgCanvas(String title, Dimension size) {
        svg = new StringBuilder(HEAD.formatted(size.width, size.height, size.width, size.height, escaped(title)));
    }

    @Override
    public void text(String text, double x, double y, Anchor anchor, Lettering face, double size, Color colour) {
        String place = "x=\"%s\" y=\"%s\"".formatted(number(x), number(y + CAP_HEIGHT * size / 2));
        text(text, place, anchor, face, size, colour);
    }

    @Override
    public void upwards(String text, double x, double y) {
        String place = "transform=\"translate(%s %s) rotate(-90)\" y=\"%s\""
                .formatted(number(x), number(y), number(CAP_HEIGHT * TEXT / 2));
        text(text, place, Anchor.MIDDLE, Lettering.REGULAR, TEXT, INK);
    }

    private void text(String text, String place, Anchor anchor, Lettering face, double size, Color colour) {
        svg.append("<text %s font-size=\"%s\"".formatted(place, number(size)));
        if (anchor != Anchor.LEFT) {
            svg.append(" text-anchor=\"%s\"".formatted(anchor.svg()));
        }
        if (face == Lettering.BOLD) {
            svg.append(" font-weight=\"bold\"");
        }
        svg.append(paint("fill", colour)).append('>');
        double baseline = 0;
        for (Lettering.Span span : Lettering.spans(text)) {
            double rise = span.raised() ? Lettering.RAISED_BY * size : 0;
            svg.append(span(span, size, baseline - rise));
            baseline = rise;
        }
        svg.append("</text>\n");
    }

    private static String span(Lettering.Span span, double size, double down) {
        String words = escaped(span.text()).replace("  ", "\u00a0\u00a0");
        if (!span.raised() && down == 0) {
            return words;
        }
        double spanSize = span.raised() ? Lettering.RAISED_SIZE * size : size;
        return "<tspan dy=\"%s\" font-size=\"%s\">%s</tspan>".formatted(number(down), number(spanSize), words);
    }

    @Override
    public void stroke(Shape shape, Color colour, double width, float... dashes) {
        svg.append("<path d=\"").append(path(shape)).append("\" fill=\"none\"");
        svg.append(paint("stroke", colour)).append(" stroke-width=\"%s\"".formatted(number(width)));
        if (dashes.length > 0) {
            svg.append(" stroke-dasharray=\"");
            for (int n = 0; n < dashes.length; n++) {
                svg.append(n == 0 ? "" : " ").append(number(dashes[n]));
            }
            svg.append('"');
        }
        svg.append(" stroke-linejoin=\"round\"/>\n");
    }

    @Override
    public void fill(Shape shape, Color colour) {
        svg.append("<path d=\"")
                .append(path(shape))
                .append('"')
                .append(paint("fill", colour))
                .append("/>\n");
    }

    @Override
    public void image(BufferedImage pixels, int x, int y) {
        svg.append("<image x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" xlink:href=\"data:image/png;base64,"
                        .formatted(x, y, pixels.getWidth(), pixels.getHeight()))
                .append(Base64.getEncoder().encodeToString(RasterCanvas.png(pixels)))
                .append("\"/>\n");
    }

    @Override
    public void group(String name, Runnable drawing) {
        svg.append("<g class=\"%s\">\n".formatted(escaped(name)));
        drawing.run();
        svg.append("</g>\n");
    }

    /** The picture as a file. */
    public byte[] svg() {
        return (svg + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] coordinates = new double[6];
        for (PathIterator at = shape.getPathIterator(null); !at.isDone(); at.next()) {
            int command = at.currentSegment(coordinates);
            path.append(COMMANDS[command]);
            for (int n = 0; n < COORDINATES[command]; n++) {
                path.append(n == 0 ? "" : " ").append(number(coordinates[n]));
            }
        }
        return path.toString();
    }

    private static String paint(String property, Color colour) {
        String opaque = " %s=\"#%06x\"".formatted(property, colour.getRGB() & 0xffffff);
        return colour.getAlpha() == OPAQUE
                ? opaque
                : "%s %s-opacity=\"%s\"".formatted(opaque, property, number(colour.getAlpha() / OPAQUE));
    }

    private static String number(double value) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A text in XML; characters that XML 1.0 cannot hold become question marks. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(allowed(character) ? character : '?');
            }
        });
        return escaped.toString();
    }

    private static boolean allowed(int character) {
        return (character >= ' ' && !(character >= 0xd800 && character <= 0xdfff) && character < 0xfffe)
                || character == '\t'
                || character > 0xffff;
    }
}
