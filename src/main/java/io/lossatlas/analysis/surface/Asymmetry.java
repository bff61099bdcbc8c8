package io.lossatlas.analysis.surface;

import static io.lossatlas.analysis.metric.Metric.Group.SURFACE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import io.lossatlas.plane.LossGrid;
import java.util.List;

/** How unlike opposite points are, over the pairs that both have a loss. Absent without a centre or a pair around it. */
public final class Asymmetry implements MetricFamily<MeasuredSurface> {
    /** Of the loss. */
    public static final Metric ASYMMETRY = new Metric(
            "asymmetry",
            SURFACE,
            "",
            SHARE,
            "How unlike the loss at opposite points is: 0 for a symmetric bowl, 1 for a slope.",
            "O / (O + E), O = sum |L(p) - L(-p)|, E = sum |L(p) + L(-p) - 2 L0| over pairs of points p, -p; 0 for 0/0");

    /** Of its logarithm. */
    public static final Metric LOG_ASYMMETRY = new Metric(
            "log_asymmetry",
            SURFACE,
            "",
            SHARE,
            "How unlike ln loss at opposite points is, so that no part of the surface outweighs the rest.",
            "asymmetry with ln L for L, over points with L > 0");

    @Override
    public List<Metric> metrics() {
        return List.of(ASYMMETRY, LOG_ASYMMETRY);
    }

    @Override
    public Section section() {
        return Section.CENTRE;
    }

    @Override
    public String summary() {
        return "how unlike opposite points are";
    }

    @Override
    public void measure(MeasuredSurface surface, MetricValues values) {
        values.add(ASYMMETRY, of(surface.losses()));
        values.add(LOG_ASYMMETRY, of(surface.logs()));
    }

    /** NaN where there is no centre or no pair around it. */
    static double of(LossGrid surface) {
        if (!surface.hasCentre()) {
            return Double.NaN;
        }
        int ci = surface.centreI();
        int cj = surface.centreJ();
        double odd = 0;
        double even = 0;
        int pairs = 0;
        int across = Math.min(ci, surface.nx() - 1 - ci);
        int up = Math.min(cj, surface.ny() - 1 - cj);
        for (int i = 0; i <= across; i++) {
            for (int j = i == 0 ? 1 : -up; j <= up; j++) {
                double here = surface.loss(ci + i, cj + j);
                double opposite = surface.loss(ci - i, cj - j);
                if (!Double.isNaN(here + opposite)) {
                    odd += Math.abs(here - opposite);
                    even += Math.abs(here + opposite - 2 * surface.centreLoss());
                    pairs++;
                }
            }
        }
        if (pairs == 0) {
            return Double.NaN;
        }
        return odd == 0 ? 0 : odd / (odd + even);
    }
}
