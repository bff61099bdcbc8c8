package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which way a surface bends, from the eigenvalues of its {@link Hessian} at every inner point whose neighbours all have a
 * loss, over all of them and over those of a {@link LevelSet}. Absent on a line, and where there are no such points.
 */
public final class Convexity implements MetricFamily<MeasuredSurface> {
    /** Bends down nowhere. */
    public static final Metric CONVEX_FRACTION = new Metric(
            "convex_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points that bend down in no direction of the plane (flat ones included).",
            "#{lambda_min >= -tau} / #{H}");

    /** Bends up. */
    public static final Metric STRICTLY_CONVEX_FRACTION = new Metric(
            "strictly_convex_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points that bend up in every direction, by more than rounding.",
            "#{lambda_min > tau} / #{H}");

    /** Does not bend. */
    public static final Metric FLAT_FRACTION = new Metric(
            "flat_fraction",
            SURFACE,
            "",
            SHARE,
            "Share of inner points whose curvature is no more than rounding: its sign is noise.",
            "#{max(|lambda_min|, |lambda_max|) <= tau} / #{H}");

    private static final List<Metric> WHOLE = List.of(CONVEX_FRACTION, STRICTLY_CONVEX_FRACTION, FLAT_FRACTION);

    /** One of the three over the points of a level set alone. */
    public static Metric below(Metric whole, LevelSet set) {
        return new Metric(
                whole.name() + set.suffix(),
                SURFACE,
                "",
                SHARE,
                "%s Only points with a loss of at most %s.".formatted(whole.meaning(), set.text()),
                "%s, both over points with L <= %s".formatted(whole.formula(), set.text()));
    }

    @Override
    public List<Metric> metrics() {
        List<Metric> all = new ArrayList<>(WHOLE);
        for (LevelSet set : LevelSet.values()) {
            WHOLE.forEach(whole -> all.add(below(whole, set)));
        }
        return List.copyOf(all);
    }

    @Override
    public Section section() {
        return Section.CURVATURE;
    }

    @Override
    public String summary() {
        return "which way inner points bend, everywhere and within a level set";
    }

    @Override
    public String formula() {
        String levels = Arrays.stream(LevelSet.values()).map(LevelSet::text).collect(Collectors.joining(", "));
        return Stream.concat(WHOLE.stream().map(Metric::formula), Stream.of("all over points with L <= " + levels))
                .collect(Collectors.joining("; "));
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        if (surface.context().filledIn().isPresent()) {
            return;
        }
        LossGrid losses = surface.losses();
        if (!losses.isPlane()) {
            return;
        }
        LevelSet[] sets = LevelSet.values();
        Tally all = new Tally();
        Tally[] below = Stream.generate(Tally::new).limit(sets.length).toArray(Tally[]::new);
        for (int i = 1; i < losses.nx() - 1; i++) {
            for (int j = 1; j < losses.ny() - 1; j++) {
                Hessian hessian = Hessian.at(losses, i, j);
                if (hessian.exists()) {
                    all.count(hessian);
                    for (int n = 0; n < sets.length; n++) {
                        if (sets[n].contains(losses.loss(i, j))) {
                            below[n].count(hessian);
                        }
                    }
                }
            }
        }
        all.shares(WHOLE, values);
        for (int n = 0; n < sets.length; n++) {
            LevelSet set = sets[n];
            below[n].shares(WHOLE.stream().map(whole -> below(whole, set)).toList(), values);
        }
    }

    /** Points of each kind. */
    private static final class Tally {
        private int points;
        private int convex;
        private int strictlyConvex;
        private int flat;

        void count(Hessian hessian) {
            double min = hessian.min();
            double max = hessian.max();
            double tau = hessian.tau();
            points++;
            convex += min >= -tau ? 1 : 0;
            strictlyConvex += min > tau ? 1 : 0;
            flat += Math.max(Math.abs(min), Math.abs(max)) <= tau ? 1 : 0;
        }

        /** NaN, which is no value, where there are no points. */
        void shares(List<Metric> three, MetricValues values) {
            values.add(three.get(0), (double) convex / points);
            values.add(three.get(1), (double) strictlyConvex / points);
            values.add(three.get(2), (double) flat / points);
        }
    }
}
