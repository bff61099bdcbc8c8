package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.MAP;
import static io.lossatlas.analysis.metric.Metric.Range.NON_NEGATIVE;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;

/**
 * Convexity in all directions over the points of a grid, where {@code convex_fraction} sees the two of the plane: Li, Xu, Taylor,
 * Studer and Goldstein (NeurIPS 2018), figure 7. n counts points.
 */
public final class NegativeCurvature implements MetricFamily<CurvatureMap> {
    /** Share of points that curve downwards in some direction. */
    public static final Metric NEGATIVE_CURVATURE_SHARE = new Metric(
            "negative_curvature_share",
            MAP,
            "",
            SHARE,
            "Share of the grid's points at which the loss curves downwards in some direction of weight space, beyond the error "
                    + "of the eigenvalue.",
            "share of points with lambda_min(H) < -error");

    /** Its usual size. */
    public static final Metric NEGATIVE_CURVATURE_RATIO = new Metric(
            "negative_curvature_ratio",
            MAP,
            "",
            NON_NEGATIVE,
            "Median over the grid of the size of the most negative curvature in shares of the most positive.",
            "median of |min(0, lambda_min(H))| / lambda_max(H)");

    @Override
    public List<Metric> metrics() {
        return List.of(NEGATIVE_CURVATURE_SHARE, NEGATIVE_CURVATURE_RATIO);
    }

    @Override
    public Section section() {
        return Section.ALL_DIRECTIONS;
    }

    @Override
    public String summary() {
        return "curvature downwards in any direction, over a grid";
    }

    @Override
    public void measure(CurvatureMap map, MetricValues values) {
        int n = map.points().size();
        long negative = map.points().stream()
                .filter(point -> point.lambdaMin() < -point.error())
                .count();
        values.addExact(NEGATIVE_CURVATURE_SHARE, (double) negative / n, n);
        double[] ratios = map.points().stream()
                .filter(point -> point.lambdaMax() > 0)
                .mapToDouble(point -> Math.max(0, -point.lambdaMin()) / point.lambdaMax())
                .sorted()
                .toArray();
        values.addExact(NEGATIVE_CURVATURE_RATIO, median(ratios), ratios.length);
    }

    /** NaN of none. */
    private static double median(double[] sorted) {
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }
}
