package io.lossatlas.plane;

import java.util.OptionalLong;

/**
 * Losses on a grid, in memory: one surface. A point whose loss is not finite is a hole, NaN. The array is not copied; point
 * (i, j) is at {@code i * ny + j}.
 */
public final class LossGrid {
    private final Grid grid;
    private final OptionalLong centre;
    private final double[] loss;

    /**
     * Losses.
     *
     * @param loss {@code double[nx * ny]}, NaN for a hole
     * @throws IllegalArgumentException when the grid has another number of points
     */
    public LossGrid(Grid grid, double[] loss) {
        this(grid, grid.centre(), loss);
    }

    private LossGrid(Grid grid, OptionalLong centre, double[] loss) {
        if (loss.length != grid.points()) {
            throw new IllegalArgumentException("%d losses for %d points".formatted(loss.length, grid.points()));
        }
        this.grid = grid;
        this.centre = centre;
        this.loss = loss;
    }

    /** Other losses on the same grid. */
    public LossGrid with(double[] other) {
        return new LossGrid(grid, centre, other);
    }

    /** The natural logarithm of the losses; a hole where the loss is 0. */
    public LossGrid log() {
        double[] logs = new double[loss.length];
        for (int p = 0; p < logs.length; p++) {
            logs[p] = loss[p] > 0 ? StrictMath.log(loss[p]) : Double.NaN;
        }
        return with(logs);
    }

    /** The points. */
    public Grid grid() {
        return grid;
    }

    /** The losses themselves, {@code double[nx * ny]}. */
    public double[] loss() {
        return loss;
    }

    /** Loss at (i, j); NaN for a hole. */
    public double loss(int i, int j) {
        return loss[i * ny() + j];
    }

    /** Points along alpha. */
    public int nx() {
        return grid.x().points();
    }

    /** Points along beta. */
    public int ny() {
        return grid.y().points();
    }

    /** Step of alpha; 0 for a line across. */
    public double hx() {
        return nx() == 1 ? 0 : (grid.x().max() - grid.x().min()) / (nx() - 1);
    }

    /** Step of beta; 0 for a line along. */
    public double hy() {
        return ny() == 1 ? 0 : (grid.y().max() - grid.y().min()) / (ny() - 1);
    }

    /** Whether the points span a plane rather than a line. */
    public boolean isPlane() {
        return nx() > 1 && ny() > 1;
    }

    /** Whether (0, 0) is a point of the grid with a finite loss. */
    public boolean hasCentre() {
        return centre.isPresent() && !Double.isNaN(loss[(int) centre.getAsLong()]);
    }

    /** The place of (0, 0) along x. */
    public int centreI() {
        return grid.i(centre.orElseThrow());
    }

    /** The place of (0, 0) along y. */
    public int centreJ() {
        return grid.j(centre.orElseThrow());
    }

    /** Loss at (0, 0). */
    public double centreLoss() {
        return loss[(int) centre.orElseThrow()];
    }

    /** Whether a point has none beyond it along an axis that has more than one. */
    public boolean isEdge(int point) {
        int i = point / ny();
        int j = point % ny();
        return (nx() > 1 && (i == 0 || i == nx() - 1)) || (ny() > 1 && (j == 0 || j == ny() - 1));
    }
}
