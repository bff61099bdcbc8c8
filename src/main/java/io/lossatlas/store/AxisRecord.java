package io.lossatlas.store;

import io.lossatlas.config.AxisConfig;

/**
 * An axis of a plane as a run has begun it.
 *
 * @param min coordinate of the first point; null where the range is chosen through each network
 * @param max coordinate of the last point, likewise
 * @param points along the axis
 */
public record AxisRecord(Double min, Double max, int points) {

    /** An axis whose range is known. */
    public static AxisRecord of(AxisConfig axis) {
        return new AxisRecord(axis.min(), axis.max(), axis.points());
    }

    /** An axis whose range is chosen. */
    static AxisRecord chosen(int points) {
        return new AxisRecord(null, null, points);
    }

    /** Whether its range is known without a network. */
    boolean known() {
        return min != null && max != null;
    }

    /**
     * The axis itself.
     *
     * @throws IllegalStateException when its range is chosen
     */
    public AxisConfig axis() {
        if (!known()) {
            throw new IllegalStateException("an axis of %d points whose range is chosen".formatted(points));
        }
        return new AxisConfig(min, max, points);
    }
}
