package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.network.PathShape;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a training's path its plane shows. The shares follow from the weights alone and have no interval, so no difference
 * between trainings is told by them.
 */
final class PathWords {
    /** From this share of the squared distances on, a plane is said to show nearly all of a path. */
    static final double NEARLY_ALL = 0.9;

    /** From this share on, most. */
    static final double MOST = 0.5;

    /** From this share of its distance on, a step is said to lie outside the plane. */
    static final double OUTSIDE = 0.5;

    /** Steps apart from the last that two directions always hold. */
    private static final int ALWAYS_HELD = 2;

    private PathWords() {}

    /** A statement for each path, at the last step that its plane goes through. */
    static List<String> of(List<MetricValue> rows) {
        Map<List<Object>, Map<String, MetricValue>> paths = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.metric()
                        .filter(metric -> metric.group() == Metric.Group.PATH)
                        .isPresent())
                .sorted(Comparator.comparing(MetricValue::network, Network.ORDER)
                        .thenComparing(MetricValue::plane)
                        .thenComparing(row -> row.step().orElse(0)))
                .forEach(row -> {
                    Map<String, MetricValue> path =
                            paths.computeIfAbsent(List.of(row.network(), row.plane()), unused -> new LinkedHashMap<>());
                    path.values().removeIf(earlier -> !earlier.step().equals(row.step()));
                    path.put(row.name(), row);
                });
        return paths.values().stream().map(PathWords::path).toList();
    }

    private static String path(Map<String, MetricValue> path) {
        MetricValue any = path.values().iterator().next();
        String about = "%s, plane %s: ".formatted(any.network().id(), any.plane());
        MetricValue share = path.get(PathShape.PATH_VARIANCE.name());
        if (share == null) {
            return about + "the stored steps have no finite distance from the last one, so there is no path.";
        }
        String numbers =
                "the plane holds %s of the squared distances of %s stored steps from the last one (%s along its first direction, %s along its second)"
                        .formatted(
                                Numbers.percent(share.value()),
                                Numbers.count(share.n() - 1),
                                percent(path.get(PathShape.PATH_VARIANCE_X.name())),
                                percent(path.get(PathShape.PATH_VARIANCE_Y.name())));
        if (share.n() - 1 <= ALWAYS_HELD) {
            return "%s%s, as any plane through so few does.".formatted(about, numbers);
        }
        return "%s%s: %s. %s"
                .formatted(
                        about,
                        numbers,
                        share.value() >= NEARLY_ALL
                                ? "nearly all of the path"
                                : share.value() >= MOST
                                        ? "most of the path, and not all of it"
                                        : "the smaller part of the path",
                        worst(path.get(PathShape.LARGEST_RESIDUAL.name())));
    }

    private static String percent(MetricValue share) {
        return share == null ? "unknown" : Numbers.percent(share.value());
    }

    private static String worst(MetricValue residual) {
        if (residual == null) {
            return "How far its steps lie outside is not known.";
        }
        String share = Numbers.percent(residual.value());
        return residual.value() >= OUTSIDE
                ? "A step lies %s of its distance outside: the surface at its place is not its loss, which table paths has."
                        .formatted(share)
                : "No step lies more than %s of its distance outside.".formatted(share);
    }
}
