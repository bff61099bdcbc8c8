package io.lossatlas.plane.sums;

/**
 * Losses of the points of a surface that have examples of their own number: to the centre's mean over the most examples that any point
 * has, each point's difference from it is added. So a difference between two points is not one between their examples.
 *
 * @see PairedSums#difference()
 */
public final class PairedLosses {
    private double centre = Double.NaN;
    private long most;
    private long first;

    /**
     * Takes a row of table {@code surface}; rows may come in any order.
     *
     * @param point its index in the grid
     * @param mean loss over the point's own examples
     * @param difference from the centre's mean over them; null on a surface all of whose points have the same
     */
    public void put(long point, double mean, Double difference, long examples) {
        if (difference == null || !Double.isFinite(difference)) {
            return;
        }
        if (examples > most || (examples == most && point < first)) {
            centre = mean - difference;
            most = examples;
            first = point;
        }
    }

    /** The loss of a point, once all rows are taken: its mean where it has no difference. */
    public double loss(double mean, Double difference) {
        return difference == null ? mean : centre + difference;
    }
}
