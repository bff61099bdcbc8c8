package io.lossatlas.config;

import java.io.Serializable;

/**
 * One axis of the grid.
 *
 * @param min coordinate of the first point
 * @param max coordinate of the last point
 * @param points how many; one point sits at {@code min}
 */
public record AxisConfig(double min, double max, int points) implements Serializable {}
