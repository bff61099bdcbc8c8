package io.lossatlas.results;

import io.lossatlas.analysis.Metrics;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.metric.MetricValues;
import io.lossatlas.analysis.network.NetworkPath;
import io.lossatlas.analysis.network.PathShape;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.TrajectoryPlane;
import io.lossatlas.plane.TrianglePlane;
import java.util.List;
import java.util.Set;

/**
 * Where the weights lie that a plane was made from, and the losses of these weights themselves: the steps of a training, the ends of a
 * line or the corners of a triangle.
 *
 * @param key of the surface whose slice and statistics the losses have
 * @param type kind of its plane, as {@code surface.planes} names it
 * @param points by network and step, the weights at the centre last
 * @param files names of those networks that are files of weights, which have no steps
 */
public record WeightPath(SurfaceKey key, String type, List<Point> points, Set<String> files) {

    /** Copies list and set. */
    public WeightPath {
        points = List.copyOf(points);
        files = Set.copyOf(files);
    }

    /** Of networks of the run alone. */
    public WeightPath(SurfaceKey key, String type, List<Point> points) {
        this(key, type, points, Set.of());
    }

    /**
     * Weights of a run.
     *
     * @param network id of theirs
     * @param step updates made before them
     * @param alpha coordinate of their projection
     * @param beta coordinate of their projection
     * @param residual share of the distance that lies outside the plane, 0 at the centre
     * @param distance from the weights at the centre
     * @param examples that the loss is the mean of
     * @param loss of the weights themselves, not of their projection
     * @param lossSe its standard error
     * @param accuracy share of right answers, NaN of examples without labels
     */
    public record Point(
            String network,
            int step,
            double alpha,
            double beta,
            double residual,
            double distance,
            long examples,
            double loss,
            double lossSe,
            double accuracy) {}

    /** Whether it is the way that a training took, step after step. */
    public boolean isTraining() {
        return type.equals(TrajectoryPlane.TYPE);
    }

    /** Whether its points are the corners of a triangle. */
    public boolean isTriangle() {
        return type.equals(TrianglePlane.TYPE);
    }

    /** The weights at (0, 0). */
    public Point centre() {
        return points.get(points.size() - 1);
    }

    /** All weights but those at the centre. */
    public List<Point> others() {
        return points.subList(0, points.size() - 1);
    }

    /** What weights are called beside those at the centre: their step, and their network where it is another one; or their file. */
    public String name(Point point) {
        if (files.contains(point.network())) {
            return source(point);
        }
        return point.network().equals(key.variant())
                ? "step " + point.step()
                : "%s, step %d".formatted(point.network(), point.step());
    }

    /** The network of weights, or {@code file NAME}. */
    public String source(Point point) {
        return files.contains(point.network()) ? "file " + point.network() : point.network();
    }

    /** Share of the squared distances from the centre that lies outside the plane, as {@code path_variance} has it; NaN without distances. */
    public double outside() {
        return 1 - metric(PathShape.PATH_VARIANCE);
    }

    /** {@code largest_residual}: the largest share of a distance that lies outside the plane. */
    public double largestResidual() {
        return metric(PathShape.LARGEST_RESIDUAL);
    }

    private double metric(Metric metric) {
        NetworkPath path = new NetworkPath(points.stream()
                .map(point -> new NetworkPath.Point(point.alpha(), point.beta(), point.residual(), point.distance()))
                .toList());
        MetricValues.Exact value =
                MetricValues.of(Metrics.OF_PATHS, path).exact().get(metric);
        return value == null ? Double.NaN : value.value();
    }
}
