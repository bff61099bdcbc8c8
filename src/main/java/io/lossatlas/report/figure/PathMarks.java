package io.lossatlas.report.figure;

import io.lossatlas.report.figure.canvas.Canvas;
import io.lossatlas.report.figure.canvas.Lettering;
import io.lossatlas.results.WeightPath;
import java.awt.Color;
import java.awt.Rectangle;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The weights that a plane was made from, drawn where they lie in it: of a training a line with a dot for each step, numbered as
 * far as there is room, its start a square; of other planes a square with a name for each network.
 */
final class PathMarks {
    private static final double LETTERS = 17;
    private static final double PADDING = 4;
    private static final double DOT = 4.5;
    private static final double SQUARE = 9;
    private static final double AWAY = 16;
    private static final double AWAY_FROM_CROSS = 21;
    private static final int MOST_NUMBERS = 9;
    private static final Color BEHIND = new Color(255, 255, 255, 210);

    private final Canvas canvas;
    private final PlaneFrame frame;
    private final WeightPath path;

    PathMarks(Canvas canvas, PlaneFrame frame, WeightPath path) {
        this.canvas = canvas;
        this.frame = frame;
        this.path = path;
    }

    /** Draws the line, dots and squares. */
    void draw() {
        canvas.group("path", () -> {
            if (path.isTraining()) {
                Path2D line = line();
                canvas.stroke(line, Canvas.INK, 5);
                canvas.stroke(line, Color.WHITE, 2.5);
                path.points().subList(1, path.points().size()).stream()
                        .filter(point -> !point.equals(path.centre()) && isInside(point))
                        .forEach(point -> dot(canvas, x(point), y(point)));
                square(path.points().get(0));
            } else {
                path.others().stream().forEach(this::square);
            }
        });
    }

    /**
     * Names the marks, where there is room.
     *
     * @param taken where nothing may be written
     */
    void names(List<Rectangle2D> taken) {
        List<Rectangle2D> obstacles = new ArrayList<>(taken);
        path.points().stream().filter(this::isInside).forEach(point -> obstacles.add(around(point)));
        canvas.group("path-names", () -> {
            for (WeightPath.Point point : named()) {
                String name = path.isTraining() ? Integer.toString(point.step()) : path.name(point);
                name(name, point, obstacles);
            }
        });
    }

    private Rectangle2D around(WeightPath.Point point) {
        return new Rectangle2D.Double(x(point) - DOT, y(point) - DOT, 2 * DOT, 2 * DOT);
    }

    /** The first and the last, then those that are farthest from all before. */
    private List<WeightPath.Point> named() {
        List<WeightPath.Point> rest =
                new ArrayList<>(path.points().stream().filter(this::isInside).toList());
        List<WeightPath.Point> named = new ArrayList<>();
        if (path.isTraining()) {
            rest.stream().filter(point -> point.equals(path.points().get(0))).forEach(named::add);
        }
        rest.stream().filter(point -> point.equals(path.centre())).forEach(named::add);
        rest.removeAll(named);
        while (!rest.isEmpty() && named.size() < MOST_NUMBERS) {
            WeightPath.Point next = rest.stream()
                    .max(Comparator.comparingDouble(point -> named.stream()
                            .mapToDouble(other -> StrictMath.hypot(x(point) - x(other), y(point) - y(other)))
                            .min()
                            .orElse(0)))
                    .orElseThrow();
            named.add(next);
            rest.remove(next);
        }
        return named;
    }

    private void name(String text, WeightPath.Point point, List<Rectangle2D> obstacles) {
        double width = Lettering.REGULAR.width(text, LETTERS) + 2 * PADDING;
        double height = LETTERS + 2 * PADDING;
        double x = x(point);
        double y = y(point);
        double away = point.equals(path.centre()) ? AWAY_FROM_CROSS : AWAY;
        List<Rectangle2D> places = List.of(
                new Rectangle2D.Double(x + away, y - height / 2, width, height),
                new Rectangle2D.Double(x - away - width, y - height / 2, width, height),
                new Rectangle2D.Double(x - width / 2, y - away - height, width, height),
                new Rectangle2D.Double(x - width / 2, y + away, width, height),
                new Rectangle2D.Double(x + away, y - away - height, width, height),
                new Rectangle2D.Double(x - away - width, y + away, width, height));
        places.stream()
                .filter(place -> frame.plot().contains(place))
                .filter(place -> obstacles.stream().noneMatch(place::intersects))
                .findFirst()
                .ifPresent(place -> {
                    canvas.fill(place, BEHIND);
                    canvas.text(
                            text,
                            place.getCenterX(),
                            place.getCenterY(),
                            Canvas.Anchor.MIDDLE,
                            Lettering.REGULAR,
                            LETTERS,
                            Canvas.INK);
                    obstacles.add(place);
                });
    }

    private double x(WeightPath.Point point) {
        return frame.x(point.alpha());
    }

    private double y(WeightPath.Point point) {
        return frame.y(point.beta());
    }

    private boolean isInside(WeightPath.Point point) {
        return frame.holds(point.alpha(), point.beta());
    }

    /** What of the line lies in the frame. */
    private Path2D line() {
        Path2D line = new Path2D.Double();
        for (int n = 1; n < path.points().size(); n++) {
            WeightPath.Point from = path.points().get(n - 1);
            WeightPath.Point to = path.points().get(n);
            segment(line, x(from), y(from), x(to), y(to));
        }
        return line;
    }

    /** By the parameters at which it crosses the edges: Liang and Barsky (1984). */
    private void segment(Path2D line, double x0, double y0, double x1, double y1) {
        Rectangle plot = frame.plot();
        double[] leaves = {x0 - x1, x1 - x0, y0 - y1, y1 - y0};
        double[] within = {x0 - plot.getMinX(), plot.getMaxX() - x0, y0 - plot.getMinY(), plot.getMaxY() - y0};
        double enters = 0;
        double exits = 1;
        for (int edge = 0; edge < leaves.length; edge++) {
            if (leaves[edge] < 0) {
                enters = Math.max(enters, within[edge] / leaves[edge]);
            } else if (leaves[edge] > 0) {
                exits = Math.min(exits, within[edge] / leaves[edge]);
            } else if (within[edge] < 0) {
                return;
            }
        }
        if (enters < exits) {
            line.moveTo(x0 + enters * (x1 - x0), y0 + enters * (y1 - y0));
            line.lineTo(x0 + exits * (x1 - x0), y0 + exits * (y1 - y0));
        }
    }

    /** The mark of a step. */
    static void dot(Canvas canvas, double x, double y) {
        Ellipse2D dot = new Ellipse2D.Double(x - DOT, y - DOT, 2 * DOT, 2 * DOT);
        canvas.fill(dot, Color.WHITE);
        canvas.stroke(dot, Canvas.INK, 2);
    }

    private void square(WeightPath.Point point) {
        if (isInside(point)) {
            square(canvas, x(point), y(point));
        }
    }

    /** The mark of a start, of another network or of the other end of a line. */
    static void square(Canvas canvas, double x, double y) {
        Rectangle2D square = new Rectangle2D.Double(x - SQUARE, y - SQUARE, 2 * SQUARE, 2 * SQUARE);
        canvas.fill(square, Color.WHITE);
        canvas.stroke(square, Canvas.INK, 3);
    }
}
