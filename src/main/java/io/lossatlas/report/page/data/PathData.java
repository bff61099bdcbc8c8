package io.lossatlas.report.page.data;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.Surface;
import io.lossatlas.results.WeightPath;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where the weights lie that a plane was made from, as a page holds it. What is text but for names is base64 of three bytes
 * for each point (see {@link Packed}).
 *
 * @param step of the weights at the centre
 * @param type kind of the plane
 * @param outside share of the squared distances that lies outside the plane, null where there is none
 * @param largest largest share of a distance that does
 * @param networks whose weights the points are
 * @param steps theirs; ascending for a training
 * @param residuals shares of the distances that lie outside the plane
 * @param losses of the weights themselves
 * @param errors standard errors of the losses
 * @param projected losses of the plane at the projections, between grid points; NaN outside the grid
 */
public record PathData(
        String variant,
        String plane,
        int step,
        String split,
        String bn,
        String type,
        Double outside,
        Double largest,
        List<String> networks,
        int[] steps,
        String alphas,
        String betas,
        String residuals,
        String losses,
        String errors,
        String projected) {
    /** Points of a path: of longer ones every so many and the last. */
    private static final int MOST_POINTS = 300;

    /** Points of a surface that losses between them are read from. */
    private static final int MOST_ALONG_AN_AXIS = 301;

    /**
     * Of planes of two directions.
     *
     * @param held the surfaces that a page holds
     */
    public static List<PathData> of(Results results, Set<SurfaceKey> held) {
        return results.paths().stream()
                .filter(path -> held.contains(path.key()))
                .filter(path -> path.isTraining() || path.isTriangle())
                .map(path -> of(path, results))
                .toList();
    }

    private static PathData of(WeightPath path, Results results) {
        Surface surface = results.surface(path.key(), Sampling.across(results.grid(path.key()), MOST_ALONG_AN_AXIS));
        List<WeightPath.Point> points = thinned(path.points());
        return new PathData(
                path.key().variant(),
                path.key().plane(),
                path.key().step(),
                path.key().split().text(),
                path.key().bn().text(),
                path.type(),
                known(path.outside()),
                known(path.largestResidual()),
                points.stream().map(path::source).toList(),
                points.stream().mapToInt(WeightPath.Point::step).toArray(),
                packed(points, WeightPath.Point::alpha),
                packed(points, WeightPath.Point::beta),
                packed(points, WeightPath.Point::residual),
                packed(points, WeightPath.Point::loss),
                packed(points, WeightPath.Point::lossSe),
                packed(points, point -> surface.between(point.alpha(), point.beta())));
    }

    private static List<WeightPath.Point> thinned(List<WeightPath.Point> all) {
        List<WeightPath.Point> points = all.stream()
                .sorted(Comparator.comparing(WeightPath.Point::network).thenComparing(WeightPath.Point::step))
                .toList();
        int every = 1 + (points.size() - 1) / MOST_POINTS;
        return IntStream.range(0, points.size())
                .filter(n -> n % every == 0 || n == points.size() - 1)
                .mapToObj(points::get)
                .toList();
    }

    private static String packed(List<WeightPath.Point> points, ToDoubleFunction<WeightPath.Point> part) {
        return Packed.numbers(points.stream().mapToDouble(part).toArray());
    }

    private static Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
