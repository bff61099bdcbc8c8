package io.lossatlas.results;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.plane.LinePlane;
import io.lossatlas.plane.SurfaceKey;

/**
 * A surface in a few numbers, each as the metric of its name: over all its points, also those that a sampling leaves out.
 *
 * @param key what it is a surface of
 * @param type kind of its plane, as {@code surface.planes} names it
 * @param network what it surrounds
 * @param points of its grid
 * @param missing points that are not published
 * @param nonFinite points whose loss is NaN or infinite
 * @param centre {@code centre_loss}: loss at (0, 0), NaN where the grid misses it or it is not finite
 * @param lowest {@code loss_min}: least finite loss, NaN where there is none
 * @param highest {@code loss_max}: largest finite loss
 * @param plateau {@code plateau_fraction}: share of the finite losses that are near that of guessing; NaN where there is none
 * @param guessing loss of guessing on its data
 */
public record SurfaceSummary(
        SurfaceKey key,
        String type,
        Network network,
        long points,
        long missing,
        long nonFinite,
        double centre,
        double lowest,
        double highest,
        double plateau,
        GuessingLoss guessing) {

    /** Whether it lies on the straight way from one network, at alpha = 0, to another, at alpha = 1. */
    public boolean isLine() {
        return type.equals(LinePlane.TYPE);
    }

    /** Points that are published. */
    public long published() {
        return points - missing;
    }

    /** Points whose loss is finite. */
    public long finite() {
        return published() - nonFinite;
    }

    /** Decades from the least to the largest loss; NaN where a loss is not positive. */
    public double decades() {
        return lowest > 0 ? Math.log10(highest / lowest) : Double.NaN;
    }
}
