package io.lossatlas.report.figure;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Surface;
import java.util.stream.IntStream;

/**
 * A surface of one row or column of points, as a chart of curves has it. The axis of the loss is that of {@link ChartAxis#losses}.
 *
 * @param surface of more than one point
 * @param other name of what lies at a coordinate of 1, nothing where it has none
 */
record SurfaceLine(Surface surface, String other) {
    private static final int MOST_TICKS = 9;

    /** Checks its shape. */
    SurfaceLine {
        if (!isLine(surface)) {
            throw new IllegalArgumentException(surface.key().title() + ": not a line of points");
        }
    }

    static boolean isLine(Surface surface) {
        return surface.points() > 1 && (surface.nx() == 1 || surface.ny() == 1);
    }

    /** Whether there is a network at a coordinate of 1. */
    boolean hasOther() {
        return !other.isEmpty();
    }

    /** What is drawn, in words. */
    String subtitle() {
        SurfaceKey key = surface.key();
        String line = hasOther() ? "on the line to " + other : "around the trained weights, plane " + key.plane();
        return "%s loss %s, batch norm %s"
                .formatted(key.split().text(), line, key.bn().text());
    }

    /** Coordinates of the points. */
    double[] along() {
        return surface.ny() == 1 ? surface.alphas() : surface.betas();
    }

    /** The axis of the coordinates. */
    ChartAxis across() {
        double[] along = along();
        return ChartAxis.linear(name(), along[0], along[along.length - 1], MOST_TICKS);
    }

    private String name() {
        if (hasOther()) {
            return "α  (0: these weights, 1: the other end)";
        }
        return surface.ny() == 1
                ? SurfaceAxes.alphaName(surface.normalize())
                : SurfaceAxes.betaName(surface.normalize());
    }

    /** The axis of the losses, with a name. */
    ChartAxis losses(String name) {
        return ChartAxis.losses(name, surface.finite());
    }

    /** Losses so many standard errors higher. */
    double[] shifted(int errors) {
        return IntStream.range(0, surface.points())
                .mapToDouble(n -> surface.loss()[n] + errors * surface.lossSe()[n])
                .toArray();
    }

    /** NaN where there is no such point. */
    double lossAt(double coordinate) {
        double[] along = along();
        return IntStream.range(0, along.length)
                .filter(n -> along[n] == coordinate)
                .mapToDouble(n -> surface.loss()[n])
                .findFirst()
                .orElse(Double.NaN);
    }
}
