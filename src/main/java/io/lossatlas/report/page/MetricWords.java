package io.lossatlas.report.page;

import io.lossatlas.analysis.MetricRows;
import io.lossatlas.analysis.Uncertainty;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which metrics differ between the plain and the skip network of a pair. A difference is seen only where their two
 * intervals of one kind do not meet. Of the kinds that there are the widest question is answered: networks, then planes,
 * then the sampling of examples; which, is always said.
 */
final class MetricWords {
    private static final int MOST_NAMED = 5;

    /** Kinds of interval, the widest question first. */
    private static final List<Uncertainty> WIDEST_FIRST =
            List.of(Uncertainty.NETWORK, Uncertainty.PLANE, Uncertainty.SAMPLING);

    /** What all planes of a network share: planes tell nothing about how certain it is. */
    private static final Set<String> SHARED_BY_PLANES = Set.of("centre_loss", "loss_min");

    private MetricWords() {}

    /** One metric of a pair. */
    private record Compared(String metric, Verdict verdict, MetricValue skip, MetricValue plain) {
        String text() {
            return "%s %s with skip connections, %s without"
                    .formatted(
                            MetricNames.words(metric),
                            ConfidenceInterval.of(skip).text(),
                            ConfidenceInterval.of(plain).text());
        }
    }

    /**
     * A statement for each pair of networks, split and treatment of batch normalisation; where numbers are pooled over
     * seeds, for those instead of for each seed.
     */
    static List<String> of(List<MetricValue> rows) {
        Map<List<String>, List<MetricValue>> groups = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> !row.bn().equals(MetricRows.NONE))
                .sorted(Comparator.comparing(MetricValue::network, Network.ORDER))
                .forEach(row -> groups.computeIfAbsent(
                                List.of(row.network().pair(), row.split(), row.bn()), unused -> new ArrayList<>())
                        .add(row));
        List<List<Compared>> all = groups.values().stream()
                .map(MetricWords::widest)
                .filter(group -> !group.isEmpty())
                .toList();
        Set<String> pooled = all.stream()
                .map(MetricWords::network)
                .filter(Network::pooled)
                .map(Network::pair)
                .collect(Collectors.toSet());
        return all.stream()
                .filter(group -> network(group).pooled()
                        || !pooled.contains(network(group).pooledPair()))
                .map(MetricWords::sentence)
                .toList();
    }

    private static Network network(List<Compared> group) {
        return group.get(0).skip().network();
    }

    /** The comparisons by the kind of interval that answers most. */
    private static List<Compared> widest(List<MetricValue> rows) {
        Map<Uncertainty, List<MetricValue>> sources = new EnumMap<>(Uncertainty.class);
        rows.forEach(
                row -> row.source().ifPresent(source -> sources.computeIfAbsent(source, unused -> new ArrayList<>())
                        .add(row)));
        for (Uncertainty source : WIDEST_FIRST) {
            List<Compared> compared = compared(sources.getOrDefault(source, List.of()));
            if (!compared.isEmpty()) {
                return compared;
            }
        }
        return List.of();
    }

    private static List<Compared> compared(List<MetricValue> rows) {
        if (rows.isEmpty()) {
            return List.of();
        }
        String plane = rows.get(0).plane();
        Map<String, List<MetricValue>> metrics = rows.stream()
                .filter(row -> row.plane().equals(plane))
                .filter(row ->
                        row.source().orElseThrow() != Uncertainty.PLANE || !SHARED_BY_PLANES.contains(row.name()))
                .collect(Collectors.groupingBy(MetricValue::name, LinkedHashMap::new, Collectors.toList()));
        List<Compared> compared = new ArrayList<>();
        metrics.forEach((metric, both) -> Pair.among(both, MetricValue::network).stream()
                .map(pair -> new Compared(
                        metric,
                        ConfidenceInterval.of(pair.skip()).against(ConfidenceInterval.of(pair.plain())),
                        pair.skip(),
                        pair.plain()))
                .filter(each -> each.verdict() != Verdict.UNKNOWN)
                .forEach(compared::add));
        compared.sort(Comparator.comparingInt(each -> MetricNames.rank(each.metric())));
        return compared;
    }

    private static String sentence(List<Compared> compared) {
        MetricValue row = compared.get(0).skip();
        Network network = network(compared);
        List<Compared> seen = compared.stream()
                .filter(each -> each.verdict() != Verdict.NO_DIFFERENCE)
                .toList();
        String about = "Depth %d (%s), batch norm %s, %s loss, plane %s, by intervals of %s: "
                .formatted(network.depth(), network.rest(), row.bn(), row.split(), row.plane(), row.interval());
        if (seen.isEmpty()) {
            return about + "no difference seen between plain and skip in any of %d metrics.".formatted(compared.size());
        }
        String named = seen.stream().limit(MOST_NAMED).map(Compared::text).collect(Collectors.joining("; "));
        return about
                + "plain and skip differ in %d of %d metrics, %s%s. No difference is seen in the other %d."
                        .formatted(
                                seen.size(),
                                compared.size(),
                                seen.size() > MOST_NAMED ? "among them " : "",
                                named,
                                compared.size() - seen.size());
    }
}
