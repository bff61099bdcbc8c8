package io.lossatlas.analysis.surface;

import io.lossatlas.plane.LossGrid;

/**
 * A minimum and the point over which one comes from it to a deeper one.
 *
 * @param minimum index of the point
 * @param saddle index of the lowest pass; {@link #NO_SADDLE} where none leads to a deeper one
 */
record Valley(int minimum, int saddle) {
    /** For the deepest valley, and for the deepest of each part that holes cut off. */
    static final int NO_SADDLE = -1;

    /** Whether no pass leads to a deeper one. */
    boolean isDeepest() {
        return saddle == NO_SADDLE;
    }

    /** Height of the pass above the minimum; infinite without one. */
    double barrier(LossGrid surface) {
        return isDeepest() ? Double.POSITIVE_INFINITY : surface.loss()[saddle] - surface.loss()[minimum];
    }
}
