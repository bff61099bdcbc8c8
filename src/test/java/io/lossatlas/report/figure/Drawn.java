package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Lettering;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** A chart as it is drawn: its SVG, parsed. */
final class Drawn {
    private static final double CAP_HEIGHT = 0.729;
    private static final Pattern COMMAND = Pattern.compile("([MLQCZ])([^MLQCZ]*)");

    private final Element svg;

    private Drawn(Element svg) {
        this.svg = svg;
    }

    static Drawn of(Figure figure) {
        return of(figure.svg());
    }

    static Drawn of(byte[] svg) {
        try {
            return new Drawn(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement());
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError("not valid XML", e);
        }
    }

    /** A text with the box that it takes up in DejaVu Sans. */
    record Label(String text, double x, double y, Rectangle2D box) {}

    /** Points of a part of a path that is drawn without lifting the pen. */
    record Line(List<double[]> points, boolean closed) {}

    Element element() {
        return svg;
    }

    String title() {
        return elements("title").get(0).getTextContent();
    }

    Rectangle2D frame() {
        return new Rectangle2D.Double(0, 0, number(svg, "width"), number(svg, "height"));
    }

    /** The part of the chart in the groups of a class, one inside the next; the first of each. */
    Drawn in(String... groups) {
        Element at = svg;
        for (String group : groups) {
            at = new Drawn(at)
                    .elements("g").stream()
                            .filter(each -> each.getAttribute("class").equals(group))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no group " + group));
        }
        return new Drawn(at);
    }

    /** Names of all groups. */
    List<String> groups() {
        return elements("g").stream().map(each -> each.getAttribute("class")).toList();
    }

    List<Label> labels() {
        return elements("text").stream().map(Drawn::label).toList();
    }

    Label label(String text) {
        return labels().stream()
                .filter(label -> label.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no text " + text + " among " + labels()));
    }

    private static Label label(Element text) {
        double size = number(text, "font-size");
        StringBuilder marked = new StringBuilder();
        NodeList pieces = text.getChildNodes();
        for (int n = 0; n < pieces.getLength(); n++) {
            boolean raised = pieces.item(n) instanceof Element span && number(span, "dy") < 0;
            marked.append(raised ? "^" : "").append(pieces.item(n).getTextContent());
        }
        String words = marked.toString().replace('\u00a0', ' ');
        Lettering face = text.getAttribute("font-weight").equals("bold") ? Lettering.BOLD : Lettering.REGULAR;
        double width = face.width(words, size);
        double height = CAP_HEIGHT * size;
        double share = List.of("", "middle", "end").indexOf(text.getAttribute("text-anchor")) / 2.0;
        Matcher turned = Pattern.compile("translate\\(([\\d.]+) ([\\d.]+)\\) rotate\\(-90\\)")
                .matcher(text.getAttribute("transform"));
        if (turned.matches()) {
            double x = Double.parseDouble(turned.group(1));
            double y = Double.parseDouble(turned.group(2));
            return new Label(words, x, y, new Rectangle2D.Double(x - height / 2, y - width / 2, height, width));
        }
        double x = number(text, "x");
        double y = number(text, "y");
        return new Label(
                words, x, y - height / 2, new Rectangle2D.Double(x - share * width, y - height, width, height));
    }

    /** Everything that is stroked or filled, but the boxes of curves are those of their control points. */
    List<Line> lines() {
        return elements("path").stream()
                .flatMap(path -> lines(path.getAttribute("d")))
                .toList();
    }

    /** The points of all lines. */
    List<double[]> points() {
        return lines().stream().flatMap(line -> line.points().stream()).toList();
    }

    /** The box of all points. */
    Rectangle2D box() {
        Rectangle2D box = new Rectangle2D.Double(points().get(0)[0], points().get(0)[1], 0, 0);
        points().forEach(point -> box.add(point[0], point[1]));
        return box;
    }

    private static Stream<Line> lines(String path) {
        List<Line> lines = new ArrayList<>();
        Matcher command = COMMAND.matcher(path);
        while (command.find()) {
            double[] numbers = Stream.of(command.group(2).trim().split(" "))
                    .filter(word -> !word.isEmpty())
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            if (command.group(1).equals("M")) {
                lines.add(new Line(new ArrayList<>(), false));
            }
            Line line = lines.get(lines.size() - 1);
            if (command.group(1).equals("Z")) {
                lines.set(lines.size() - 1, new Line(line.points(), true));
            }
            IntStream.range(0, numbers.length / 2)
                    .forEach(n -> line.points().add(new double[] {numbers[2 * n], numbers[2 * n + 1]}));
        }
        return lines.stream();
    }

    /** Colours of everything that is stroked. */
    List<String> strokes() {
        return elements("path").stream()
                .map(path -> path.getAttribute("stroke"))
                .toList();
    }

    /** Dashes of everything that is stroked, empty where a line is whole. */
    List<String> dashes() {
        return elements("path").stream()
                .map(path -> path.getAttribute("stroke-dasharray"))
                .toList();
    }

    /** The pixels of the first picture in it. */
    BufferedImage pixels() {
        String link = elements("image").get(0).getAttribute("xlink:href");
        byte[] png = Base64.getDecoder().decode(link.substring(link.indexOf(',') + 1));
        try {
            return ImageIO.read(new ByteArrayInputStream(png));
        } catch (IOException e) {
            throw new AssertionError("no PNG", e);
        }
    }

    /** Where the first picture in it is. */
    Rectangle2D plot() {
        Element image = elements("image").get(0);
        return new Rectangle2D.Double(
                number(image, "x"), number(image, "y"), number(image, "width"), number(image, "height"));
    }

    private List<Element> elements(String name) {
        NodeList found = svg.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(found::item)
                .map(Node.class::cast)
                .map(Element.class::cast)
                .toList();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }
}
