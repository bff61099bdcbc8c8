package io.lossatlas.plane.adaptive;

import io.lossatlas.plane.Grid;
import java.io.Serializable;
import java.util.BitSet;
import java.util.List;

/**
 * How the points of a surface are had that were not computed.
 *
 * @param tolerance for which they were left out
 * @param failed points that were wanted and could not be computed: holes, which nothing is filled into
 */
public record Completion(double tolerance, List<Integer> failed) implements Serializable {

    /** Copies the list. */
    public Completion {
        failed = List.copyOf(failed);
    }

    /**
     * Losses at all points.
     *
     * @param loss {@code double[nx * ny]}; NaN or infinite for a hole
     * @param computed points whose loss is given
     * @see Filling#losses
     */
    public double[] losses(Grid grid, double[] loss, BitSet computed) {
        return new Filling(grid.size()).losses(loss, known(computed));
    }

    /**
     * Other values at all points, on their own scale.
     *
     * @param value {@code double[nx * ny]}; NaN for a hole
     * @param computed points whose value is given
     */
    public double[] values(Grid grid, double[] value, BitSet computed) {
        return new Filling(grid.size()).values(value, known(computed));
    }

    /** What the last draw said of the points that are filled in. */
    public FillError error(Grid grid, double[] loss, BitSet computed) {
        return new Refinement(grid.size(), grid.centre(), tolerance)
                .next(loss, known(computed))
                .error();
    }

    private BitSet known(BitSet computed) {
        BitSet known = (BitSet) computed.clone();
        failed.forEach(known::set);
        return known;
    }
}
