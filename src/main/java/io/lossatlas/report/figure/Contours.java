package io.lossatlas.report.figure;

import java.awt.geom.Path2D;
import java.util.Arrays;

/**
 * Lines of equal value through a lattice, by marching squares (Lorensen and Cline, "Marching cubes", 1987, in two
 * dimensions), joined into long paths so that dashes run through. Cells with a NaN corner have no lines.
 */
final class Contours {
    private static final int NONE = -1;

    private final double[][] values;
    private final double level;
    private final int rows;
    /** The two edges that a line crosses before and after the crossing of an edge; an edge has the index of {@link #edge}. */
    private final int[] links;

    private Contours(double[][] values, double level) {
        this.values = values;
        this.level = level;
        this.rows = values[0].length;
        this.links = new int[4 * values.length * rows];
        Arrays.fill(links, NONE);
    }

    /**
     * The lines of a level.
     *
     * @param values {@code double[columns][rows]}
     * @return in units of lattice steps: x in columns, y in rows
     */
    static Path2D of(double[][] values, double level) {
        Contours contours = new Contours(values, level);
        for (int column = 0; column + 1 < values.length; column++) {
            for (int row = 0; row + 1 < contours.rows; row++) {
                contours.cell(column, row);
            }
        }
        return contours.join();
    }

    /** Index of the edge from a node to the next one: along the columns (0) or along the rows (1). */
    private int edge(int column, int row, int direction) {
        return 2 * (column * rows + row) + direction;
    }

    private void cell(int column, int row) {
        double[] corners = {
            values[column][row], values[column + 1][row], values[column + 1][row + 1], values[column][row + 1]
        };
        int[] edges = {edge(column, row, 0), edge(column + 1, row, 1), edge(column, row + 1, 0), edge(column, row, 1)};
        int[] crossed = new int[4];
        int crossings = 0;
        double sum = 0;
        for (int side = 0; side < 4; side++) {
            sum += corners[side];
            if (corners[side] >= level != corners[(side + 1) % 4] >= level) {
                crossed[crossings++] = edges[side];
            }
        }
        if (Double.isNaN(sum) || crossings == 0) {
            return;
        }
        boolean saddle = crossings == 4;
        boolean around = saddle && sum / 4 >= level == corners[0] >= level;
        link(crossed[0], around || !saddle ? crossed[1] : crossed[3]);
        if (saddle) {
            link(crossed[2], around ? crossed[3] : crossed[1]);
        }
    }

    private void link(int from, int to) {
        links[2 * from + (links[2 * from] == NONE ? 0 : 1)] = to;
        links[2 * to + (links[2 * to] == NONE ? 0 : 1)] = from;
    }

    private Path2D join() {
        Path2D path = new Path2D.Double();
        for (int edge = 0; 2 * edge < links.length; edge++) {
            if (links[2 * edge] != NONE && links[2 * edge + 1] == NONE) {
                follow(edge, path);
            }
        }
        for (int edge = 0; 2 * edge < links.length; edge++) {
            if (links[2 * edge] != NONE) {
                follow(edge, path);
                path.closePath();
            }
        }
        return path;
    }

    /** Walks along a line and takes it out of the links. */
    private void follow(int start, Path2D path) {
        path.moveTo(x(start), y(start));
        int edge = start;
        int next = take(edge);
        while (next != NONE) {
            drop(next, edge);
            edge = next;
            path.lineTo(x(edge), y(edge));
            next = take(edge);
        }
    }

    private int take(int edge) {
        int next = links[2 * edge];
        links[2 * edge] = links[2 * edge + 1];
        links[2 * edge + 1] = NONE;
        return next;
    }

    private void drop(int edge, int neighbour) {
        if (links[2 * edge] == neighbour) {
            take(edge);
        } else {
            links[2 * edge + 1] = NONE;
        }
    }

    private double x(int edge) {
        int column = edge / 2 / rows;
        return edge % 2 == 0 ? column + share(column, row(edge), 1, 0) : column;
    }

    private double y(int edge) {
        int column = edge / 2 / rows;
        return edge % 2 == 1 ? row(edge) + share(column, row(edge), 0, 1) : row(edge);
    }

    private int row(int edge) {
        return edge / 2 % rows;
    }

    private double share(int column, int row, int right, int up) {
        double from = values[column][row];
        return (level - from) / (values[column + right][row + up] - from);
    }
}
