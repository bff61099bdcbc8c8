package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;

/** How many points of a surface are not computed but filled in, and how well. Of surfaces all of whose points are computed there is nothing to say. */
public final class FilledPoints implements MetricFamily<MeasuredSurface> {
    /** Those that are not filled in. */
    public static final Metric COMPUTED_POINTS = new Metric(
            "computed_points",
            SURFACE,
            "points",
            NON_NEGATIVE,
            "Points that were computed; the others are filled in between them (surface.adaptive), and every other metric has them so.",
            "#{points with a row on every shard}");

    /** Of those that are. */
    public static final Metric FILL_ERROR = new Metric(
            "fill_error",
            SURFACE,
            "",
            SHARE,
            "Error of filling in that 99 % of the points left out stay within, as a share of the range of the loss in decades: measured at n "
                    + "points drawn from them, which were computed after they had been filled in.",
            "q99 |ln L_filled - ln L| / (max ln L - min ln L)");

    @Override
    public List<Metric> metrics() {
        return List.of(COMPUTED_POINTS, FILL_ERROR);
    }

    @Override
    public Section section() {
        return Section.LOSS;
    }

    @Override
    public String summary() {
        return "how much of the surface was computed and how far off the rest may be";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        surface.context().filledIn().ifPresent(filled -> {
            values.addExact(COMPUTED_POINTS, filled.computed(), surface.losses().loss().length);
            values.addExact(
                    FILL_ERROR, filled.error().quantile(), filled.error().sample());
        });
    }
}
