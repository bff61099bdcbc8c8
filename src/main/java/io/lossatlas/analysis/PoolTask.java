package io.lossatlas.analysis;

import io.lossatlas.model.Variant;
import io.lossatlas.plane.LinePlane;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Makes the rows over several planes and over several networks on an executor, from the rows of single ones in any order:
 * {@link #COLUMNS}. Over networks each counts once, with the mean over its planes. Planes are those that were drawn: a line
 * from a network to another is not one of several alike.
 */
record PoolTask() implements MapPartitionsFunction<Row, Row> {
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

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Key, SortedMap<String, Double>> planes = new TreeMap<>();
        rows.forEachRemaining(row -> {
            String plane = row.getString(0);
            Key key = new Key(
                    row.getString(1), (Integer) row.get(2), row.getString(3), row.getString(4), row.getString(5));
            if (!LinePlane.isLine(plane)) {
                planes.computeIfAbsent(key, unused -> new TreeMap<>()).put(plane, row.getDouble(6));
            }
        });
        SortedMap<Key, SortedMap<String, Double>> networks = new TreeMap<>();
        planes.forEach((key, values) -> networks.computeIfAbsent(key.withoutSeed(), unused -> new TreeMap<>())
                .put(key.variant, Pool.mean(array(values.values()))));
        return Stream.concat(pooled(planes, Uncertainty.PLANE), pooled(networks, Uncertainty.NETWORK))
                .iterator();
    }

    private static Stream<Row> pooled(SortedMap<Key, SortedMap<String, Double>> groups, Uncertainty interval) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .flatMap(group -> Metrics.named(group.getKey().metric).stream()
                        .map(metric -> row(
                                group.getKey(),
                                Pool.of(metric, array(group.getValue().values()), interval))));
    }

    private static Row row(Key key, Estimate estimate) {
        return MetricRows.of(MetricRows.ALL, key.variant, key.step, key.split, key.bn, estimate);
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
