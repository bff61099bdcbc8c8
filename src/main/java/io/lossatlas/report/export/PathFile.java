package io.lossatlas.report.export;

import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * The weights that a plane was made from as {@link PolyData}, to be looked at beside the surface: a point {@code (alpha, beta, height)} for
 * each, its height from the loss of the weights themselves. The steps of a training are joined by a line, others are points alone. Weights
 * without a finite loss are a point without cells, as low as the lowest.
 */
final class PathFile {
    private static final int DIMENSIONS = 3;

    private PathFile() {}

    static void write(WeightPath path, Surface surface, Height height, String metadata, OutputStream out)
            throws IOException {
        double[] losses = column(path, WeightPath.Point::loss);
        double[] heights = height.of(losses);
        long[] drawn = IntStream.range(0, heights.length)
                .filter(n -> !Double.isNaN(heights[n]))
                .asLongStream()
                .toArray();
        boolean joined = path.isTraining() && drawn.length > 1;
        String cells = joined ? "Lines" : "Verts";
        long[] ends = joined
                ? new long[] {drawn.length}
                : IntStream.rangeClosed(1, drawn.length).asLongStream().toArray();
        new PolyData(metadata)
                .piece(losses.length, joined ? 0 : drawn.length, joined ? 1 : 0, 0)
                .tag("PointData Scalars=\"step\"")
                .array(
                        "step",
                        path.points().stream().mapToLong(WeightPath.Point::step).toArray())
                .array("loss", 1, losses)
                .array("log10_loss", 1, Height.LOG.of(losses))
                .array("loss_se", 1, column(path, WeightPath.Point::lossSe))
                .array("loss_in_plane", 1, column(path, point -> surface.between(point.alpha(), point.beta())))
                .array("residual", 1, column(path, WeightPath.Point::residual))
                .array("distance", 1, column(path, WeightPath.Point::distance))
                .array("accuracy", 1, column(path, WeightPath.Point::accuracy))
                .tag("/PointData")
                .tag("Points")
                .array("Points", DIMENSIONS, points(path, heights))
                .tag("/Points")
                .tag(cells)
                .array("connectivity", drawn)
                .array("offsets", ends)
                .tag("/" + cells)
                .write(out);
    }

    private static double[] column(WeightPath path, ToDoubleFunction<WeightPath.Point> of) {
        return path.points().stream().mapToDouble(of).toArray();
    }

    private static double[] points(WeightPath path, double[] heights) {
        double lowest = Arrays.stream(heights).filter(Double::isFinite).min().orElse(0);
        double[] points = new double[heights.length * DIMENSIONS];
        for (int n = 0; n < heights.length; n++) {
            points[DIMENSIONS * n] = path.points().get(n).alpha();
            points[DIMENSIONS * n + 1] = path.points().get(n).beta();
            points[DIMENSIONS * n + 2] = Double.isNaN(heights[n]) ? lowest : heights[n];
        }
        return points;
    }
}
