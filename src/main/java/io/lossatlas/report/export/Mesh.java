package io.lossatlas.report.export;

import java.util.function.IntConsumer;

/**
 * The cells between the points of a grid: squares, or the stretches of a line where an axis has one point. A cell with a
 * hole at a corner is left out.
 */
final class Mesh {
    private final int nx;
    private final int ny;
    private final double[] heights;
    private final int cells;

    /**
     * Of a grid.
     *
     * @param heights {@code double[nx * ny]}, NaN at holes
     */
    Mesh(int nx, int ny, double[] heights) {
        this.nx = nx;
        this.ny = ny;
        this.heights = heights;
        int[] count = {0};
        forEachCell(point -> count[0]++);
        this.cells = count[0] / corners();
    }

    /** Corners of a cell: 4, or 2 on a line. */
    int corners() {
        return nx == 1 || ny == 1 ? 2 : 4;
    }

    /** How many there are. */
    int cells() {
        return cells;
    }

    /** Gives the corners of all cells, those of a square around it. */
    void forEachCell(IntConsumer corner) {
        for (int i = 0; i < Math.max(1, nx - 1); i++) {
            for (int j = 0; j < Math.max(1, ny - 1); j++) {
                int at = i * ny + j;
                int[] around = corners() == 4
                        ? new int[] {at, at + ny, at + ny + 1, at + 1}
                        : new int[] {at, Math.min(at + 1, heights.length)};
                if (isWhole(around)) {
                    for (int point : around) {
                        corner.accept(point);
                    }
                }
            }
        }
    }

    private boolean isWhole(int[] around) {
        for (int point : around) {
            if (point >= heights.length || Double.isNaN(heights[point])) {
                return false;
            }
        }
        return true;
    }
}
