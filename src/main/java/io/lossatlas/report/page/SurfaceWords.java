package io.lossatlas.report.page;

import io.lossatlas.report.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/**
 * What the ranges of the surfaces show: extremes of the grid points, over all planes of a network together. They carry no
 * interval of their own, and say so; the metrics do.
 */
final class SurfaceWords {
    /** A surface whose losses all lie this close to one another (in nats) is called flat. */
    static final double FLAT_WITHIN = 0.1;

    private static final double GUESSING = StrictMath.log(10);

    private SurfaceWords() {}

    /** A statement for each depth and treatment of batch normalisation. */
    static List<Finding> of(List<Landscape> landscapes) {
        Map<String, List<Landscape>> groups = new LinkedHashMap<>();
        landscapes.stream()
                .filter(landscape -> landscape.network().known())
                .sorted(Comparator.comparing(Landscape::bn).reversed())
                .forEach(landscape -> groups.computeIfAbsent(
                                landscape.network().depth() + "/" + landscape.bn() + "/" + landscape.split(),
                                unused -> new ArrayList<>())
                        .add(landscape));
        return groups.values().stream()
                .map(SurfaceWords::group)
                .map(text -> new Finding(Finding.Topic.SURFACES, text))
                .toList();
    }

    private static String group(List<Landscape> landscapes) {
        Landscape first = landscapes.get(0);
        Map<String, List<Landscape>> wirings = landscapes.stream()
                .collect(Collectors.groupingBy(
                        landscape -> landscape.network().wiring(), LinkedHashMap::new, Collectors.toList()));
        String each = wirings.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> "%s %s".formatted(entry.getKey(), shape(entry.getValue())))
                .collect(Collectors.joining("; "));
        return "Depth %d, %s loss, batch norm %s (%s): %s."
                .formatted(first.network().depth(), first.split(), first.bn(), extent(landscapes), each);
    }

    private static String extent(List<Landscape> landscapes) {
        long planes = landscapes.stream().map(Landscape::plane).distinct().count();
        long networks = landscapes.stream().map(Landscape::network).distinct().count();
        return "%d %s of %d %s"
                .formatted(planes, planes == 1 ? "plane" : "planes", networks, networks == 1 ? "network" : "networks");
    }

    /** What the surfaces of some networks look like, by their extremes. */
    static String shape(List<Landscape> landscapes) {
        OptionalDouble min = least(landscapes, Landscape::lowest);
        OptionalDouble max = least(landscapes, landscape -> -landscape.highest());
        if (min.isEmpty() || max.isEmpty()) {
            return "has no finite point";
        }
        double low = min.getAsDouble();
        double high = -max.getAsDouble();
        String range = "%s to %s".formatted(Numbers.plain(low), Numbers.plain(high));
        if (plateau(low, high)) {
            return "is a plateau at ln 10, the loss of guessing: %s everywhere".formatted(range) + holes(landscapes);
        }
        if (high - low <= FLAT_WITHIN) {
            return "is flat: %s everywhere".formatted(range) + holes(landscapes);
        }
        return "runs from %s%s%s%s".formatted(range, decades(low, high), minimum(landscapes), holes(landscapes));
    }

    /** Whether all losses are those of guessing. */
    static boolean plateau(double low, double high) {
        return Math.max(Math.abs(low - GUESSING), Math.abs(high - GUESSING)) <= FLAT_WITHIN;
    }

    private static OptionalDouble least(List<Landscape> landscapes, ToDoubleFunction<Landscape> number) {
        return landscapes.stream().mapToDouble(number).filter(Double::isFinite).min();
    }

    private static String decades(double low, double high) {
        return low > 0 ? " (%.1f decades)".formatted(Math.log10(high / low)) : "";
    }

    /** Whether the trained weights are the least of what is seen. */
    private static String minimum(List<Landscape> landscapes) {
        long known = landscapes.stream()
                .filter(landscape -> Double.isFinite(landscape.centre()))
                .count();
        long least = landscapes.stream()
                .filter(landscape -> landscape.centre() <= landscape.lowest())
                .count();
        return known == 0
                ? ""
                : ", the trained weights %s"
                        .formatted(
                                least == known
                                        ? "its least point"
                                        : known == 1
                                                ? "not its least point"
                                                : "the least point of %d of %d surfaces".formatted(least, known));
    }

    private static String holes(List<Landscape> landscapes) {
        long holes = landscapes.stream().mapToLong(Landscape::nonFinite).sum();
        long points = landscapes.stream().mapToLong(Landscape::published).sum();
        return holes == 0 ? "" : ", %,d of %,d points not finite".formatted(holes, points);
    }
}
