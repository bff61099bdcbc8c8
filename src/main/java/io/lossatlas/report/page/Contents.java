package io.lossatlas.report.page;

import io.lossatlas.analysis.metric.Metric;
import io.lossatlas.analysis.surface.FilledPoints;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.report.figure.Numbers;
import io.lossatlas.results.GradientGrid;
import io.lossatlas.results.MetricValue;
import io.lossatlas.results.Results;
import io.lossatlas.results.Sampling;
import io.lossatlas.results.SurfaceSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The contents of a page.
 *
 * @param results of the run
 * @param planes those that have surfaces, by name, and which of their points the page holds at the last step
 * @param surfaces in the order of the page, each network's on a plane by step, and which of their points the page holds
 * @param gradients of the networks that have any, as many steps as the page holds
 */
record Contents(
        Results results, Map<String, Points> planes, Map<SurfaceKey, Sampling> surfaces, List<GradientGrid> gradients) {
    private static final Limits PAGE = new Limits(220_000, 260_000, 40_000, 24);
    private static final int MOST_NORMS = 200_000;
    private static final int MOST_STEPS = 64;
    private static final int LEAST_STEPS = 13;

    /**
     * Points of a plane.
     *
     * @param grid all of them
     * @param sampling those that the page holds
     */
    record Points(Grid grid, Sampling sampling) {}

    /**
     * How much of its surfaces a page holds; a point takes some 9 bytes of it.
     *
     * @param last points of all surfaces at their last step together
     * @param all those at every step together
     * @param earlier those at the steps before the last, whatever the last ones leave
     * @param steps of a network on a plane
     */
    record Limits(long last, long all, long earlier, int steps) {}

    static Contents of(Results results) {
        return of(results, PAGE);
    }

    /** The same for other limits. */
    static Contents of(Results results, Limits limits) {
        List<List<SurfaceKey>> trainings = trainings(results);
        List<SurfaceKey> last = trainings.stream()
                .map(training -> training.get(training.size() - 1))
                .toList();
        Map<SurfaceKey, Sampling> held = sampled(results, last, limits.last());
        long points = held.values().stream().mapToLong(Sampling::points).sum();
        List<SurfaceKey> earlier = trainings.stream()
                .map(training -> thinned(training, limits.steps()))
                .flatMap(training -> training.subList(0, training.size() - 1).stream())
                .toList();
        held.putAll(sampled(results, earlier, Math.max(limits.earlier(), limits.all() - points)));
        Map<String, Points> planes = new LinkedHashMap<>();
        last.forEach(key -> planes.put(key.plane(), new Points(results.grid(key), held.get(key))));
        Map<SurfaceKey, Sampling> surfaces = new LinkedHashMap<>();
        trainings.forEach(training ->
                training.stream().filter(held::containsKey).forEach(key -> surfaces.put(key, held.get(key))));
        return new Contents(results, planes, surfaces, results.gradients(mostSteps(results)));
    }

    /** The surfaces that differ in their step alone, by step. */
    private static List<List<SurfaceKey>> trainings(Results results) {
        Map<List<Object>, TreeMap<Integer, SurfaceKey>> trainings = new LinkedHashMap<>();
        results.summaries().stream().map(SurfaceSummary::key).forEach(key -> trainings
                .computeIfAbsent(List.of(key.variant(), key.plane(), key.split(), key.bn()), unused -> new TreeMap<>())
                .put(key.step(), key));
        return trainings.values().stream()
                .map(training -> List.copyOf(training.values()))
                .toList();
    }

    /** The first and the last of many, and evenly many between. */
    private static List<SurfaceKey> thinned(List<SurfaceKey> training, int mostSteps) {
        int steps = training.size();
        int most = Math.min(steps, mostSteps);
        return IntStream.range(0, most)
                .map(n -> most == 1 ? 0 : (int) Math.round((double) n * (steps - 1) / (most - 1)))
                .mapToObj(training::get)
                .toList();
    }

    private static Map<SurfaceKey, Sampling> sampled(Results results, List<SurfaceKey> keys, long most) {
        return keys.stream()
                .collect(Collectors.toMap(
                        key -> key,
                        key -> Sampling.within(results.grid(key), keys.size(), most),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    private static int mostSteps(Results results) {
        int layers = results.outcomes().stream()
                .mapToInt(outcome -> outcome.network().depth())
                .sum();
        return Math.max(LEAST_STEPS, Math.min(MOST_STEPS, MOST_NORMS / Math.max(1, layers)));
    }

    /** Whether a surface is the last of its network on its plane. */
    private boolean isLast(SurfaceKey key) {
        return surfaces.keySet().stream()
                .filter(other -> other.step() > key.step())
                .noneMatch(other -> key.equals(
                        new SurfaceKey(other.plane(), other.variant(), key.step(), other.split(), other.bn())));
    }

    /** How many points were left out and how far off what is filled in may be; nothing where all are computed. */
    Optional<String> filledIn() {
        List<SurfaceKey> filled =
                surfaces.keySet().stream().filter(results::isFilledIn).toList();
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        long all = filled.stream().mapToLong(key -> results.grid(key).points()).sum();
        double computed = filled.stream()
                .mapToDouble(key -> value(key, FilledPoints.COMPUTED_POINTS))
                .sum();
        double error = filled.stream()
                .mapToDouble(key -> value(key, FilledPoints.FILL_ERROR))
                .max()
                .orElse(Double.NaN);
        return Optional.of(
                "%s of %s points are computed, the others filled in between them: of these 99 %% are off by at most %s %% of the range in decades, measured by a draw from each surface."
                        .formatted(Numbers.count((long) computed), Numbers.count(all), Numbers.plain(100 * error)));
    }

    private double value(SurfaceKey key, Metric metric) {
        return results.metric(key, metric).map(MetricValue::value).orElse(Double.NaN);
    }

    /** What the page leaves out of the steps before the last; nothing where it holds all of them. */
    List<String> leftOut() {
        List<String> words = new ArrayList<>();
        long all = results.summaries().stream()
                .map(summary -> summary.key().step())
                .distinct()
                .count();
        long held = surfaces.keySet().stream().map(SurfaceKey::step).distinct().count();
        if (held < all) {
            words.add("Of surfaces at %d steps it holds those at %d.".formatted(all, held));
        }
        String thinned = surfaces.entrySet().stream()
                .filter(surface -> !isLast(surface.getKey()))
                .map(Map.Entry::getValue)
                .filter(Sampling::decimates)
                .map(sampling -> "%d × %d points"
                        .formatted(sampling.x().count(), sampling.y().count()))
                .distinct()
                .collect(Collectors.joining(" or "));
        if (!thinned.isEmpty()) {
            words.add("Surfaces at steps before the last it holds at %s, to stay small.".formatted(thinned));
        }
        return words;
    }

    /** The metrics, of several steps the last. */
    List<MetricValue> metrics() {
        Map<List<Object>, MetricValue> latest = new LinkedHashMap<>();
        for (MetricValue value : results.metrics()) {
            latest.merge(
                    List.of(
                            value.network(),
                            value.plane(),
                            value.split(),
                            value.bn(),
                            value.name(),
                            value.interval(),
                            value.step().isPresent()),
                    value,
                    (one, other) -> step(other) > step(one) ? other : one);
        }
        return List.copyOf(latest.values());
    }

    private static int step(MetricValue value) {
        OptionalInt step = value.step();
        return step.orElse(0);
    }
}
