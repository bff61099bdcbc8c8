package io.lossatlas.analysis;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All metrics by name. Symbols of their formulas: {@code L} the loss at a point of the grid, {@code L0} at (0, 0);
 * {@code hx, hy} the steps of alpha and beta; {@code H} the matrix of second differences [Lxx, Lxy; Lxy, Lyy] at a point
 * that has all eight neighbours, {@code Lxx = (L(i+1,j) - 2 L + L(i-1,j)) / hx^2}, {@code Lyy} likewise, {@code Lxy =
 * (L(i+1,j+1) - L(i+1,j-1) - L(i-1,j+1) + L(i-1,j-1)) / (4 hx hy)}, and {@code lambda_min <= lambda_max} its eigenvalues;
 * {@code tau = 2^-20 max|L| (4 / min(hx,hy)^2 + 1 / (hx hy))} with the largest of the nine losses: what rounding them by
 * 2^-20 of their size can do to an eigenvalue. Points whose loss is not finite are left out of everything.
 */
public final class Metrics {
    private static final List<Metric> ALL = Stream.of(
                    LossMetrics.ALL,
                    CurvatureMetrics.ALL,
                    CentreMetrics.ALL,
                    RoughnessMetrics.ALL,
                    MinimaMetrics.ALL,
                    NetworkMetrics.ALL,
                    PlaneMetrics.ALL)
            .flatMap(List::stream)
            .toList();
    private static final Map<String, Metric> BY_NAME =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Metric::name, Function.identity()));

    private Metrics() {}

    /** Every metric, in the order in which they are read best. */
    public static List<Metric> all() {
        return ALL;
    }

    /** The metric of a name. */
    public static Optional<Metric> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
