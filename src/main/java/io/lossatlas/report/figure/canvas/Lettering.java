package io.lossatlas.report.figure.canvas;

import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Text drawn from outlines that LossAtlas ships. Java's own fonts need native libraries and font files, which servers
 * often lack, and differ between machines. In a text, {@code ^} raises the digits and the sign that follow: {@code 10^17}.
 */
public enum Lettering {
    /** DejaVu Sans. */
    REGULAR("regular.glyphs"),
    /** DejaVu Sans Bold. */
    BOLD("bold.glyphs");

    private static final double UNITS = 2048;

    /** Size of what is raised in units of the size of the text. */
    static final double RAISED_SIZE = 0.7;

    /** Height of its baseline in units of the size of the text. */
    static final double RAISED_BY = 0.42;

    private static final Pattern PIECE = Pattern.compile("\\^([\\d−]*)|[^^]+");

    private final Map<Character, Glyph> glyphs;

    Lettering(String resource) {
        this.glyphs = read(resource);
    }

    /** A piece of a text, raised or not. */
    record Span(String text, boolean raised) {}

    private record Glyph(double advance, Shape outline) {}

    /** Where a line of text has come to while it is measured or drawn. */
    private interface Placed {
        void at(double x, double rise, double size, Shape outline);
    }

    /** Width of a text in pixels. */
    public double width(String text, double size) {
        return lay(text, size, (x, rise, glyphSize, outline) -> {});
    }

    /** Draws a text in the current colour with its baseline starting at (x, y). */
    void draw(Graphics2D g, String text, double x, double y, double size) {
        lay(text, size, (advance, rise, glyphSize, outline) -> {
            AffineTransform place = AffineTransform.getTranslateInstance(x + advance, y - rise);
            place.scale(glyphSize / UNITS, glyphSize / UNITS);
            g.fill(place.createTransformedShape(outline));
        });
    }

    private double lay(String text, double size, Placed placed) {
        double x = 0;
        for (Span span : spans(text)) {
            double glyphSize = span.raised() ? RAISED_SIZE * size : size;
            double rise = span.raised() ? RAISED_BY * size : 0;
            for (char character : span.text().toCharArray()) {
                Glyph glyph = glyphs.getOrDefault(character, glyphs.get('?'));
                placed.at(x, rise, glyphSize, glyph.outline());
                x += glyph.advance() * glyphSize / UNITS;
            }
        }
        return x;
    }

    /** A text in pieces that stand on one line, each raised or not, none empty. */
    static List<Span> spans(String text) {
        List<Span> spans = new ArrayList<>();
        Matcher piece = PIECE.matcher(text);
        while (piece.find()) {
            boolean raised = piece.group(1) != null;
            String words = raised ? piece.group(1) : piece.group();
            if (!words.isEmpty()) {
                spans.add(new Span(words, raised));
            }
        }
        return List.copyOf(spans);
    }

    private static Map<Character, Glyph> read(String resource) {
        try (InputStream in = Lettering.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> new StringTokenizer(line, " "))
                    .collect(Collectors.toMap(
                            words -> (char) Integer.parseInt(words.nextToken(), 16), Lettering::glyph));
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }

    private static Glyph glyph(StringTokenizer words) {
        double advance = number(words);
        Path2D outline = new Path2D.Double(Path2D.WIND_NON_ZERO);
        while (words.hasMoreTokens()) {
            String word = words.nextToken();
            double x = word.equals("Z") ? 0 : Double.parseDouble(word.substring(1));
            switch (word.charAt(0)) {
                case 'M' -> outline.moveTo(x, number(words));
                case 'L' -> outline.lineTo(x, number(words));
                case 'Q' -> outline.quadTo(x, number(words), number(words), number(words));
                case 'Z' -> outline.closePath();
                default -> throw new IllegalStateException("an outline with " + word);
            }
        }
        return new Glyph(advance, outline);
    }

    private static double number(StringTokenizer words) {
        return Double.parseDouble(words.nextToken());
    }
}
