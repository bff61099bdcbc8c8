package io.lossatlas.report.page;

import io.lossatlas.analysis.Uncertainty;
import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.network.SpectrumEnds;
import io.lossatlas.config.BnMode;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Network;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the curvature of the loss in all directions shows at the networks' own weights: plain beside skip, the signs of each network's
 * spectrum, and its change along the training. A difference is seen only where two intervals do not meet. Those of single networks are of
 * the computation alone, the bounds of residuals and the random probes of traces; those over seeds come first where there are any.
 */
final class CurvatureWords {
    /** Within this share of the Hessian's largest eigenvalue that of the Gauss-Newton matrix is said to be nearly all of it. */
    static final double NEARLY_ALL = 0.1;

    private static final Map<Metric, String> NAMES = names();

    private CurvatureWords() {}

    private static Map<Metric, String> names() {
        Map<Metric, String> names = new LinkedHashMap<>();
        names.put(SpectrumEnds.HESSIAN_LAMBDA_MAX, "largest eigenvalue of the Hessian");
        names.put(SpectrumEnds.HESSIAN_LAMBDA_MIN, "smallest eigenvalue");
        names.put(SpectrumEnds.HESSIAN_RATIO, "size of the smallest, where it is negative, over the largest");
        names.put(SpectrumEnds.HESSIAN_TRACE, "trace");
        names.put(
                SpectrumEnds.GGN_TO_HESSIAN, "largest eigenvalue of the Gauss-Newton matrix over that of the Hessian");
        names.put(SpectrumEnds.SAM_SHARPNESS, "rise of the loss by a step of 0.05 up the gradient");
        names.put(SpectrumEnds.CRITICAL_SHARPNESS, "critical sharpness");
        return names;
    }

    /** Weights, split and statistics that numbers of curvature are of. */
    private record Place(Network network, int step, String split, String bn) {
        static Place of(MetricValue row) {
            return new Place(row.network(), row.step().orElse(0), row.split(), row.bn());
        }

        /** What it has in common with the other network of a pair. */
        Object pair() {
            return List.of(network.pair(), step, split, bn);
        }

        String scope() {
            return String.join("/", network.id(), Integer.toString(step), split, bn);
        }

        String text() {
            return "batch norm %s, %s loss at step %s".formatted(bn, split, Numbers.count(step));
        }
    }

    /** A pair of networks with what is known of each. */
    private record Both(Place place, Map<String, MetricValue> plain, Map<String, MetricValue> skip) {}

    /** For each pair of networks, split and statistics: their numbers at the last step that both have. */
    static List<String> pairs(List<MetricValue> rows) {
        return pairs(rows, List.copyOf(NAMES.keySet()));
    }

    /** The same by the two ends alone, of the pairs of one depth; with recalibrated statistics where there are such. */
    static List<String> ends(List<MetricValue> rows, int depth) {
        List<MetricValue> there =
                rows.stream().filter(row -> row.network().depth() == depth).toList();
        List<MetricValue> recalibrated = there.stream()
                .filter(row -> row.bn().equals(BnMode.RECALIBRATED.text()))
                .toList();
        List<Metric> ends = List.of(SpectrumEnds.HESSIAN_LAMBDA_MAX, SpectrumEnds.HESSIAN_LAMBDA_MIN);
        List<String> words = pairs(recalibrated, ends);
        return words.isEmpty() ? pairs(there, ends) : words;
    }

    private static List<String> pairs(List<MetricValue> rows, List<Metric> metrics) {
        Map<List<String>, Both> last = new LinkedHashMap<>();
        for (Both both : both(rows)) {
            Place place = both.place();
            last.merge(
                    List.of(place.network().pair(), place.split(), place.bn()),
                    both,
                    (one, other) -> other.place().step() > one.place().step() ? other : one);
        }
        Set<String> pooled = last.values().stream()
                .map(both -> both.place().network())
                .filter(Network::pooled)
                .map(Network::pair)
                .collect(Collectors.toSet());
        return last.values().stream()
                .filter(both -> both.place().network().pooled()
                        || !pooled.contains(both.place().network().pooledPair()))
                .map(both -> compared(both, metrics))
                .toList();
    }

    private static List<Both> both(List<MetricValue> rows) {
        Map<Object, Map<Place, Map<String, MetricValue>>> pairs = new LinkedHashMap<>();
        places(rows).forEach((place, values) -> pairs.computeIfAbsent(place.pair(), unused -> new LinkedHashMap<>())
                .put(place, values));
        List<Both> both = new ArrayList<>();
        for (Map<Place, Map<String, MetricValue>> group : pairs.values()) {
            Pair.among(List.copyOf(group.keySet()), Place::network)
                    .forEach(pair -> both.add(new Both(pair.plain(), group.get(pair.plain()), group.get(pair.skip()))));
        }
        return both;
    }

    /** The metrics of curvature by what they are of, in the order of the networks. */
    private static Map<Place, Map<String, MetricValue>> places(List<MetricValue> rows) {
        Map<Place, Map<String, MetricValue>> places = new LinkedHashMap<>();
        rows.stream()
                .filter(row -> row.metric()
                        .filter(metric -> metric.group() == Metric.Group.CURVATURE)
                        .isPresent())
                .sorted(Comparator.comparing(MetricValue::network, Network.ORDER)
                        .thenComparing(MetricValue::split)
                        .thenComparing(MetricValue::bn)
                        .thenComparing(row -> row.step().orElse(0)))
                .forEach(row -> places.computeIfAbsent(Place.of(row), unused -> new LinkedHashMap<>())
                        .put(row.name(), row));
        return places;
    }

    private static String compared(Both both, List<Metric> metrics) {
        List<String> clauses = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        for (Metric metric : metrics) {
            MetricValue plain = both.plain().get(metric.name());
            MetricValue skip = both.skip().get(metric.name());
            if (plain != null && skip != null) {
                clauses.add(clause(NAMES.get(metric), plain, skip));
                kinds.add(plain.interval());
                kinds.add(skip.interval());
            }
        }
        Network network = both.place().network();
        String about = "Depth %d (%s), %s"
                .formatted(network.depth(), network.rest(), both.place().text());
        return clauses.isEmpty()
                ? about + ": plain and skip have no number of curvature in common."
                : "%s: %s. %s".formatted(about, String.join("; ", clauses), basis(kinds));
    }

    private static String clause(String name, MetricValue plain, MetricValue skip) {
        String numbers = "%s %s with skip connections, %s without".formatted(name, text(skip), text(plain));
        return switch (ConfidenceInterval.of(skip).against(ConfidenceInterval.of(plain))) {
            case HIGHER -> numbers + ": higher with them";
            case LOWER -> numbers + ": lower with them";
            case NO_DIFFERENCE -> numbers + ": no difference seen";
            case UNKNOWN -> numbers + ", without an interval to compare by";
        };
    }

    private static String text(MetricValue value) {
        return isBetween(value) ? ConfidenceInterval.of(value).text() : Numbers.plain(value.value());
    }

    private static boolean isBetween(MetricValue value) {
        return Double.isFinite(value.low()) && Double.isFinite(value.high());
    }

    private static String basis(Set<String> kinds) {
        String named = kinds.stream()
                .filter(kind -> !kind.equals(Uncertainty.NONE.text()))
                .collect(Collectors.joining(", "));
        if (named.isEmpty()) {
            return "These are single numbers: nothing says how they differ for other seeds or examples.";
        }
        return kinds.stream().anyMatch(kind -> Uncertainty.of(kind).equals(Optional.of(Uncertainty.NETWORK)))
                ? "Intervals are of %s.".formatted(named)
                : "Intervals are of %s: of these weights and examples, not of other seeds or examples."
                        .formatted(named);
    }

    /** For each network, split and statistics: where its loss bends, at the last step and along the training. */
    static List<String> networks(List<MetricValue> rows) {
        Map<List<String>, List<Map.Entry<Place, Map<String, MetricValue>>>> trainings = new LinkedHashMap<>();
        places(rows).entrySet().stream()
                .filter(place -> !place.getKey().network().pooled())
                .forEach(entry -> trainings
                        .computeIfAbsent(
                                List.of(
                                        entry.getKey().network().id(),
                                        entry.getKey().split(),
                                        entry.getKey().bn()),
                                unused -> new ArrayList<>())
                        .add(entry));
        return trainings.values().stream()
                .map(training -> network(
                        training.get(0).getValue(),
                        training.get(0).getKey().step(),
                        training.get(training.size() - 1).getKey(),
                        training.get(training.size() - 1).getValue()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<String> network(
            Map<String, MetricValue> first, int firstStep, Place place, Map<String, MetricValue> last) {
        List<String> sentences = new ArrayList<>();
        MetricValue smallest = last.get(SpectrumEnds.HESSIAN_LAMBDA_MIN.name());
        if (smallest != null) {
            sentences.add(sign(smallest));
        }
        MetricValue share = last.get(SpectrumEnds.GGN_TO_HESSIAN.name());
        if (share != null) {
            sentences.add(gauss(share));
        }
        MetricValue before = first.get(SpectrumEnds.HESSIAN_LAMBDA_MAX.name());
        MetricValue after = last.get(SpectrumEnds.HESSIAN_LAMBDA_MAX.name());
        if (before != null && after != null && firstStep < place.step()) {
            sentences.add(change(before, after, firstStep));
        }
        return sentences.isEmpty()
                ? Optional.empty()
                : Optional.of("%s, %s: %s".formatted(place.network().id(), place.text(), String.join(" ", sentences)));
    }

    /** Whether the loss bends down anywhere. */
    static String sign(MetricValue smallest) {
        String value = text(smallest);
        if (!isBetween(smallest)) {
            return "the smallest eigenvalue is %s, without a bound to tell its sign by.".formatted(value);
        }
        return smallest.high() < 0
                ? "the loss bends down in some direction, the smallest eigenvalue is %s.".formatted(value)
                : smallest.low() > 0
                        ? "the loss bends up in every direction, the smallest eigenvalue is %s.".formatted(value)
                        : "no direction is seen in which the loss bends down, the smallest eigenvalue is %s."
                                .formatted(value);
    }

    /** How much of the largest curvature is that of the loss by the outputs. */
    static String gauss(MetricValue share) {
        String text = isBetween(share)
                ? ConfidenceInterval.of(share).percent()
                : Numbers.percent(share.value()) + " (no bound)";
        String matrix = "The largest eigenvalue of the Gauss-Newton matrix is %s of the Hessian's".formatted(text);
        if (!isBetween(share)) {
            return matrix + ".";
        }
        if (share.low() >= 1 - NEARLY_ALL && share.high() <= 1 + NEARLY_ALL) {
            return matrix + ": the network's own second derivatives add little to it.";
        }
        return share.high() < 1 - NEARLY_ALL || share.low() > 1 + NEARLY_ALL
                ? matrix + ": the network's own second derivatives have a part in it."
                : matrix + ".";
    }

    private static String change(MetricValue before, MetricValue after, int firstStep) {
        String steps = "From step %s the largest eigenvalue of the Hessian".formatted(Numbers.count(firstStep));
        String numbers = "%s to %s".formatted(text(before), text(after));
        return switch (ConfidenceInterval.of(after).against(ConfidenceInterval.of(before))) {
            case HIGHER -> "%s has grown from %s.".formatted(steps, numbers);
            case LOWER -> "%s has fallen from %s.".formatted(steps, numbers);
            case NO_DIFFERENCE -> "%s went from %s: no difference seen.".formatted(steps, numbers);
            case UNKNOWN -> "%s went from %s.".formatted(steps, numbers);
        };
    }

    /**
     * Weights at which a matrix that is published has no finite number.
     *
     * @param published parts of table {@code curvature} whose metrics are up to date, like {@code d4-skip-w8-s1-lr0.05/40/train/frozen/hessian}
     */
    static List<String> notFinite(List<MetricValue> rows, Set<String> published) {
        Map<String, Set<String>> known = new LinkedHashMap<>();
        places(rows).forEach((place, values) -> known.put(place.scope(), values.keySet()));
        List<String> words = new ArrayList<>();
        for (String part : published) {
            String[] names = part.split("/", -1);
            Set<String> found = known.getOrDefault(part.substring(0, part.lastIndexOf('/')), Set.of());
            String operator = names[names.length - 1];
            String about = "%s, batch norm %s, %s loss at step %s: "
                    .formatted(names[0], names[3], names[2], Numbers.count(Long.parseLong(names[1])));
            if (operator.equals("gradient")) {
                if (!found.contains(SpectrumEnds.SAM_SHARPNESS.name())) {
                    words.add(about + "the gradient is zero or not finite, so it has no sharpness.");
                } else if (!found.contains(SpectrumEnds.CRITICAL_SHARPNESS.name())) {
                    words.add(
                            about + "no step down the gradient makes the loss rise, so it has no critical sharpness.");
                }
            } else if (found.stream().noneMatch(metric -> metric.startsWith(operator + "_"))) {
                words.add("%ssecond derivatives of the %s are not finite, so it has neither eigenvalues nor trace."
                        .formatted(about, operator.equals("hessian") ? "loss" : "Gauss-Newton matrix"));
            }
        }
        return List.copyOf(words);
    }
}
