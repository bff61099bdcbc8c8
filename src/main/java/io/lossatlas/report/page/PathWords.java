package io.lossatlas.report.page;

import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.Results;
import io.lossatlas.results.WeightPath;
import java.util.List;
import java.util.stream.Stream;

/**
 * How much of a training's path its plane shows: {@code path_variance} and {@code largest_residual}, exact numbers without an
 * interval.
 */
final class PathWords {
    /** Up to this share outside, the plane is said to hold the path; from it on, most of it to lie elsewhere. */
    static final double HALF = 0.5;

    private PathWords() {}

    /** A statement for each path; statistics of batch normalisation move no path, so each is told once. */
    static List<String> of(Results results) {
        return results.paths().stream()
                .filter(WeightPath::isTraining)
                .flatMap(path -> sentence(path).stream())
                .distinct()
                .toList();
    }

    private static List<String> sentence(WeightPath path) {
        return Stream.of(path)
                .filter(each -> Double.isFinite(each.outside()))
                .map(each -> "%s, %d steps up to %s, plane %s: %s"
                        .formatted(
                                each.key().variant(),
                                each.points().size(),
                                Numbers.count(each.key().step()),
                                each.key().plane(),
                                share(each.outside(), each.largestResidual())))
                .toList();
    }

    /**
     * What is to be said of a path.
     *
     * @param outside share of the squared distances from the last step that lies outside the plane
     * @param largest largest share of a step's distance that does
     */
    static String share(double outside, double largest) {
        return "%s of the squared distances of its steps from the last one lies outside the plane%s; of a step's distance up to %s does."
                .formatted(
                        Numbers.percent(Math.max(0, outside)),
                        outside > HALF ? ", so that most of the path is not seen in it" : "",
                        Numbers.percent(largest));
    }
}
