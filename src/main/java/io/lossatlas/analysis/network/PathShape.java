package io.lossatlas.analysis.network;

import static io.lossatlas.analysis.metric.Metric.Group.PATH;
import static io.lossatlas.analysis.metric.Metric.Range.SHARE;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricFamily;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.metric.Section;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How much of a training's path a plane shows: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the Loss Landscape of Neural
 * Nets" (NeurIPS 2018), section 7. {@code D} is the distance vector of a step's weights from those at the centre; n counts steps.
 */
public final class PathShape implements MetricFamily<NetworkPath> {
    /** Share in the plane. */
    public static final Metric PATH_VARIANCE = new Metric(
            "path_variance",
            PATH,
            "",
            SHARE,
            "Share of the squared distances of a training's steps from the last one that lies in the plane.",
            "sum |D|^2 (1 - residual^2) / sum |D|^2");

    /** Share along the first direction. */
    public static final Metric PATH_VARIANCE_X = new Metric(
            "path_variance_x",
            PATH,
            "",
            SHARE,
            "The part of path_variance along the first principal direction.",
            "sum alpha^2 / sum |D|^2");

    /** Share along the second direction. */
    public static final Metric PATH_VARIANCE_Y = new Metric(
            "path_variance_y",
            PATH,
            "",
            SHARE,
            "The part of path_variance along the second principal direction.",
            "sum beta^2 / sum |D|^2");

    /** The step that the plane shows worst. */
    public static final Metric LARGEST_RESIDUAL = new Metric(
            "largest_residual",
            PATH,
            "",
            SHARE,
            "The largest share of a step's distance from the last one that lies outside the plane.",
            "max |D - alpha d1 - beta d2| / |D|");

    @Override
    public List<Metric> metrics() {
        return List.of(PATH_VARIANCE, PATH_VARIANCE_X, PATH_VARIANCE_Y, LARGEST_RESIDUAL);
    }

    @Override
    public Section section() {
        return Section.PLANE;
    }

    @Override
    public String summary() {
        return "how much of a training's path its plane shows";
    }

    @Override
    public void measure(NetworkPath path, MetricValues values) {
        int n = path.points().size();
        double all = sum(path, point -> point.distance() * point.distance());
        double inside =
                sum(path, point -> point.distance() * point.distance() * (1 - point.residual() * point.residual()));
        values.addExact(PATH_VARIANCE, share(inside, all), n);
        values.addExact(PATH_VARIANCE_X, share(sum(path, point -> point.alpha() * point.alpha()), all), n);
        values.addExact(PATH_VARIANCE_Y, share(sum(path, point -> point.beta() * point.beta()), all), n);
        values.addExact(
                LARGEST_RESIDUAL,
                path.points().stream()
                        .mapToDouble(NetworkPath.Point::residual)
                        .max()
                        .orElse(Double.NaN),
                n);
    }

    /** Rounding may take it past 1 by the last digits. */
    private static double share(double part, double all) {
        return Math.min(1, part / all);
    }

    private static double sum(NetworkPath path, ToDoubleFunction<NetworkPath.Point> of) {
        double sum = 0;
        for (NetworkPath.Point point : path.points()) {
            sum += of.applyAsDouble(point);
        }
        return sum;
    }
}
