package io.lossatlas.plane.adaptive;

/**
 * How far what is filled in is from what would be computed: measured at points that were drawn from those left out and computed after
 * they had been filled in. An error is the difference of the logarithms of the losses as a share of their range over the surface; 1
 * where only one of the two is a hole.
 *
 * @param quantile the error that 99 % of the points do not exceed
 * @param largest of all of them
 * @param sample number of points
 */
public record FillError(double quantile, double largest, int sample) {
    /** Of a surface that has all its points. */
    static final FillError NONE = new FillError(0, 0, 0);

    /** Of one whose points were not drawn yet. */
    static final FillError UNKNOWN = new FillError(Double.NaN, Double.NaN, 0);
}
