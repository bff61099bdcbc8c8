package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.GuessingLoss;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.Network;
import io.lossatlas.results.SurfaceSummary;
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

    /** A statement for each depth or network of its own and treatment of batch normalisation, recalibrated first. */
    static List<String> of(List<SurfaceSummary> landscapes) {
        Map<List<Object>, List<SurfaceSummary>> groups = landscapes.stream()
                .filter(landscape -> !landscape.isLine())
                .sorted(Comparator.comparing(
                                (SurfaceSummary landscape) -> landscape.key().bn())
                        .reversed())
                .collect(Collectors.groupingBy(
                        landscape -> List.of(
                                subject(landscape.network()),
                                landscape.key().bn(),
                                landscape.key().split()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream().map(SurfaceWords::depth).toList();
    }

    /** What is to be said of the landscapes of one depth, split and treatment of batch normalisation. */
    static String depth(List<SurfaceSummary> landscapes) {
        SurfaceSummary first = landscapes.get(0);
        List<String> sentences = new ArrayList<>();
        sentences.add("%s, batch norm %s, loss on the %s split, %s:"
                .formatted(
                        subject(first.network()),
                        first.key().bn().text(),
                        first.key().split().text(),
                        extent(landscapes)));
        if (!first.network().known()) {
            sentences.add("The landscape %s.".formatted(shape(landscapes)));
        }
        for (String wiring : List.of(Network.PLAIN, Network.SKIP)) {
            List<SurfaceSummary> alike = landscapes.stream()
                    .filter(landscape -> landscape.network().wiring().equals(wiring))
                    .toList();
            if (!alike.isEmpty()) {
                sentences.add("The %s landscape %s.".formatted(wiring, shape(alike)));
            }
        }
        return String.join(" ", sentences);
    }

    /** What networks of a sweep have in common that are spoken of together; the name of a network that is none of it. */
    private static String subject(Network network) {
        return network.known() ? "Depth " + network.depth() : network.id();
    }

    private static String extent(List<SurfaceSummary> landscapes) {
        long planes = distinct(landscapes, landscape -> landscape.key().plane());
        long networks = distinct(landscapes, SurfaceSummary::network);
        return "%d %s of %d %s"
                .formatted(planes, planes == 1 ? "plane" : "planes", networks, networks == 1 ? "network" : "networks");
    }

    private static long distinct(List<SurfaceSummary> landscapes, Function<SurfaceSummary, Object> part) {
        return landscapes.stream().map(part).distinct().count();
    }

    /** What surfaces look like, by their extremes. */
    static String shape(List<SurfaceSummary> landscapes) {
        OptionalDouble least = finite(landscapes, SurfaceSummary::lowest).min();
        OptionalDouble largest = finite(landscapes, SurfaceSummary::highest).max();
        if (least.isEmpty() || largest.isEmpty()) {
            return "has no finite point";
        }
        double low = least.getAsDouble();
        double high = largest.getAsDouble();
        GuessingLoss guess = landscapes.get(0).guessing();
        String range = "%s to %s%s".formatted(Numbers.plain(low), Numbers.plain(high), guess.unit());
        double guessing = plateau(landscapes);
        String text = guess.text();
        return guessing >= PLATEAU
                ? "is a plateau at %s, the loss of guessing: %s of its points lie within %s nats of it (%s in all)%s"
                        .formatted(text, Numbers.percent(guessing), GuessingLoss.BAND, range, holes(landscapes))
                : "spans %s%s%s%s%s"
                        .formatted(
                                range,
                                decades(low, high),
                                minimum(landscapes),
                                guessing >= MOSTLY
                                        ? "; %s of its points lie within %s nats of %s, the loss of guessing"
                                                .formatted(Numbers.percent(guessing), GuessingLoss.BAND, text)
                                        : "",
                                holes(landscapes));
    }

    /** Share of the finite points of all surfaces; a hole is neither near the loss of guessing nor far from it. */
    private static double plateau(List<SurfaceSummary> landscapes) {
        double near = landscapes.stream()
                .filter(landscape -> landscape.finite() > 0)
                .mapToDouble(landscape -> landscape.plateau() * landscape.finite())
                .sum();
        return near / sum(landscapes, SurfaceSummary::finite);
    }

    private static DoubleStream finite(List<SurfaceSummary> landscapes, ToDoubleFunction<SurfaceSummary> part) {
        return landscapes.stream().mapToDouble(part).filter(Double::isFinite);
    }

    private static long sum(List<SurfaceSummary> landscapes, ToLongFunction<SurfaceSummary> part) {
        return landscapes.stream().mapToLong(part).sum();
    }

    private static String decades(double low, double high) {
        return low > 0 ? String.format(Locale.ROOT, " (%.1f decades)", Math.log10(high / low)) : "";
    }

    private static String minimum(List<SurfaceSummary> landscapes) {
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

    private static String holes(List<SurfaceSummary> landscapes) {
        long holes = sum(landscapes, SurfaceSummary::nonFinite);
        return holes == 0
                ? ""
                : "; %s of %s points are not finite"
                        .formatted(Numbers.count(holes), Numbers.count(sum(landscapes, SurfaceSummary::published)));
    }
}
