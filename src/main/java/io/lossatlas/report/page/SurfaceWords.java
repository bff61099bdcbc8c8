package io.lossatlas.report.page;

import io.lossatlas.report.Network;
import io.lossatlas.report.figure.Numbers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What the ranges of the surfaces show: extremes of the grid points, over all planes of the networks of a depth together.
 * They carry no interval of their own; the metrics do.
 */
final class SurfaceWords {
    /** From this share of guessing points on, a landscape is called a plateau. */
    static final double PLATEAU = 0.9;

    /** From this share on it is told. */
    static final double MOSTLY = 0.5;

    private SurfaceWords() {}

    /** A statement for each treatment of batch normalisation and depth, recalibrated first. */
    static List<Finding> of(List<Landscape> landscapes) {
        Map<List<Object>, List<Landscape>> groups = landscapes.stream()
                .filter(landscape -> landscape.network().known())
                .sorted(Comparator.comparing(Landscape::bn).reversed())
                .collect(Collectors.groupingBy(
                        landscape -> List.of(landscape.network().depth(), landscape.bn(), landscape.split()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .map(group -> new Finding(Finding.Topic.SURFACES, depth(group)))
                .toList();
    }

    /** What is to be said of the landscapes of one depth, split and treatment of batch normalisation. */
    static String depth(List<Landscape> landscapes) {
        Landscape first = landscapes.get(0);
        List<String> sentences = new ArrayList<>();
        sentences.add("Depth %d, batch norm %s, loss on the %s split, %s:"
                .formatted(first.network().depth(), first.bn(), first.split(), extent(landscapes)));
        for (String wiring : List.of(Network.PLAIN, Network.SKIP)) {
            List<Landscape> alike = landscapes.stream()
                    .filter(landscape -> landscape.network().wiring().equals(wiring))
                    .toList();
            if (!alike.isEmpty()) {
                sentences.add("The %s landscape %s.".formatted(wiring, shape(alike)));
            }
        }
        return String.join(" ", sentences);
    }

    private static String extent(List<Landscape> landscapes) {
        long planes = distinct(landscapes, Landscape::plane);
        long networks = distinct(landscapes, Landscape::network);
        return "%d %s of %d %s"
                .formatted(planes, planes == 1 ? "plane" : "planes", networks, networks == 1 ? "network" : "networks");
    }

    private static long distinct(List<Landscape> landscapes, Function<Landscape, Object> part) {
        return landscapes.stream().map(part).distinct().count();
    }

    /** What surfaces look like, by their extremes. */
    static String shape(List<Landscape> landscapes) {
        OptionalDouble least = finite(landscapes, Landscape::lowest).min();
        OptionalDouble largest = finite(landscapes, Landscape::highest).max();
        if (least.isEmpty() || largest.isEmpty()) {
            return "has no finite point";
        }
        double low = least.getAsDouble();
        double high = largest.getAsDouble();
        String range = "%s to %s nats".formatted(Numbers.plain(low), Numbers.plain(high));
        double guessing = (double) sum(landscapes, Landscape::guessing) / sum(landscapes, Landscape::published);
        return guessing >= PLATEAU
                ? "is a plateau at ln 10, the loss of guessing: %s of its points lie within %s nats of it (%s in all)%s"
                        .formatted(Numbers.percent(guessing), Landscape.GUESSING_WITHIN, range, holes(landscapes))
                : "spans %s%s%s%s%s"
                        .formatted(
                                range,
                                decades(low, high),
                                minimum(landscapes),
                                guessing >= MOSTLY
                                        ? "; %s of its points lie within %s nats of ln 10, the loss of guessing"
                                                .formatted(Numbers.percent(guessing), Landscape.GUESSING_WITHIN)
                                        : "",
                                holes(landscapes));
    }

    private static DoubleStream finite(List<Landscape> landscapes, ToDoubleFunction<Landscape> part) {
        return landscapes.stream().mapToDouble(part).filter(Double::isFinite);
    }

    private static long sum(List<Landscape> landscapes, ToLongFunction<Landscape> part) {
        return landscapes.stream().mapToLong(part).sum();
    }

    private static String decades(double low, double high) {
        return low > 0 ? String.format(Locale.ROOT, " (%.1f decades)", Math.log10(high / low)) : "";
    }

    private static String minimum(List<Landscape> landscapes) {
        long known = landscapes.stream()
                .filter(landscape -> Double.isFinite(landscape.centre()))
                .count();
        long least = landscapes.stream()
                .filter(landscape -> landscape.centre() <= landscape.lowest())
                .count();
        if (known == 0) {
            return "";
        }
        return known == 1 || least == known || least == 0
                ? ", and the trained weights are %s least point".formatted(least == known ? "its" : "not its")
                : ", and the trained weights are the least point of %d of %d surfaces".formatted(least, known);
    }

    private static String holes(List<Landscape> landscapes) {
        long holes = sum(landscapes, Landscape::nonFinite);
        return holes == 0
                ? ""
                : "; %s of %s points are not finite"
                        .formatted(Numbers.count(holes), Numbers.count(sum(landscapes, Landscape::published)));
    }
}
