package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;

/** How many points a surface has, and how many of them no other metric knows of. */
public final class PointCounts implements MetricFamily<MeasuredSurface> {
    /** All. */
    public static final Metric POINTS =
            new Metric("points", SURFACE, "points", NON_NEGATIVE, "Points of the grid.", "nx ny");

    /** Holes. */
    public static final Metric NON_FINITE_POINTS = new Metric(
            "non_finite_points",
            SURFACE,
            "points",
            NON_NEGATIVE,
            "Points whose loss is NaN or infinite, or that nothing can be filled in at beside such, left out of every other metric.",
            "#{L not finite}");

    /** Those that are not in the tables. */
    public static final Metric MISSING_POINTS = new Metric(
            "missing_points",
            SURFACE,
            "points",
            NON_NEGATIVE,
            "Points that could not be computed, left out of every other metric.",
            "#{points without a row on every shard}");

    @Override
    public List<Metric> metrics() {
        return List.of(POINTS, NON_FINITE_POINTS, MISSING_POINTS);
    }

    @Override
    public Section section() {
        return Section.LOSS;
    }

    @Override
    public String summary() {
        return "what there is and what is left out";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        int points = surface.losses().loss().length;
        values.addExact(POINTS, points, points);
        values.addExact(NON_FINITE_POINTS, surface.context().nonFinitePoints(), points);
        values.addExact(MISSING_POINTS, surface.context().missingPoints(), points);
    }
}
