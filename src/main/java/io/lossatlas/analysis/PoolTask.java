package io.lossatlas.analysis;

import io.lossatlas.model.Variant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;

/**
 * Makes the rows over several planes and over several networks from the rows of single ones in any order:
 * {@link #COLUMNS}. Over networks each counts once, with the mean over its planes. Planes are those that were drawn from one
 * distribution: one that was chosen is not one of several alike, and draws of several distributions have no common mean.
 *
 * @param drawn the distribution that each plane is a draw of, by its name; planes that are not in it are left out
 */
record PoolTask(Map<String, String> drawn) implements MetricJob.Task {
    /** Columns of {@code metrics} that it reads. */
    static final String[] COLUMNS = {"plane", "variant", "step", "split", "bn", "metric", "value"};

    /** The key that rows taken together have in common; the variant with or without its seed. */
    private record Key(String variant, Integer step, String split, String bn, String metric)
            implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::variant)
                .thenComparing(Key::split)
                .thenComparing(Key::bn)
                .thenComparing(Key::metric)
                .thenComparing(Key::step, Comparator.nullsLast(Comparator.naturalOrder()));

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }

        Key withoutSeed() {
            return new Key(Variant.withoutSeed(variant), step, split, bn, metric);
        }
    }

    /** Values that are taken together, by the name of the plane or the network, and the distributions of their planes. */
    private record Group(SortedMap<String, Double> values, Set<String> distributions) {
        static Group empty(Key unused) {
            return new Group(new TreeMap<>(), new HashSet<>());
        }

        void add(String name, double value, Set<String> of) {
            values.put(name, value);
            distributions.addAll(of);
        }

        boolean isSample() {
            return distributions.size() == 1 && values.size() > 1;
        }

        double[] array() {
            return values.values().stream().mapToDouble(Double::doubleValue).toArray();
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Key, Group> planes = new TreeMap<>();
        rows.forEachRemaining(row -> {
            String plane = row.getString(0);
            Key key = new Key(
                    row.getString(1), (Integer) row.get(2), row.getString(3), row.getString(4), row.getString(5));
            String distribution = plane.equals(MetricRows.NONE) ? MetricRows.NONE : drawn.get(plane);
            if (distribution != null) {
                planes.computeIfAbsent(key, Group::empty).add(plane, row.getDouble(6), Set.of(distribution));
            }
        });
        SortedMap<Key, Group> networks = new TreeMap<>();
        planes.forEach((key, group) -> networks.computeIfAbsent(key.withoutSeed(), Group::empty)
                .add(key.variant, Pool.mean(group.array()), group.distributions));
        return Stream.concat(pooled(planes, Uncertainty.PLANE), pooled(networks, Uncertainty.NETWORK))
                .iterator();
    }

    private static Stream<Row> pooled(SortedMap<Key, Group> groups, Uncertainty interval) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().isSample())
                .flatMap(group -> Metrics.named(group.getKey().metric).stream()
                        .map(metric -> row(
                                group.getKey(), Pool.of(metric, group.getValue().array(), interval))));
    }

    private static Row row(Key key, Estimate estimate) {
        return MetricRows.of(MetricRows.ALL, key.variant, key.step, key.split, key.bn, estimate);
    }
}
