package io.lossatlas.analysis;

import io.lossatlas.model.Variant;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * Makes the rows over several planes and over several networks on an executor, from the rows of single ones in any order:
 * {@link #COLUMNS}. Over networks each counts once, with the mean over its planes.
 */
record PoolTask() implements MapPartitionsFunction<Row, Row> {
    /** What it reads of {@code metrics}. */
    static final String[] COLUMNS = {"plane", "variant", "step", "split", "bn", "metric", "value"};

    /** What rows that are taken together have in common; the variant with or without its seed. */
    private record Key(String variant, Integer step, String split, String bn, String metric)
            implements Comparable<Key> {
        private List<String> parts() {
            return List.of(variant, split, bn, metric, String.valueOf(step));
        }

        @Override
        public int compareTo(Key other) {
            for (int n = 0; n < parts().size(); n++) {
                int order = parts().get(n).compareTo(other.parts().get(n));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }

        Key withoutSeed() {
            return new Key(Variant.withoutSeed(variant), step, split, bn, metric);
        }
    }

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        SortedMap<Key, SortedMap<String, Double>> planes = new TreeMap<>();
        rows.forEachRemaining(row -> {
            Key key = new Key(
                    row.getString(1), (Integer) row.get(2), row.getString(3), row.getString(4), row.getString(5));
            planes.computeIfAbsent(key, unused -> new TreeMap<>()).put(row.getString(0), row.getDouble(6));
        });
        SortedMap<Key, SortedMap<String, Double>> networks = new TreeMap<>();
        planes.forEach((key, values) -> networks.computeIfAbsent(key.withoutSeed(), unused -> new TreeMap<>())
                .put(key.variant, Pool.mean(array(values.values()))));
        return Stream.concat(pooled(planes, Interval.PLANE), pooled(networks, Interval.NETWORK))
                .iterator();
    }

    private static Stream<Row> pooled(SortedMap<Key, SortedMap<String, Double>> groups, Interval interval) {
        return groups.entrySet().stream()
                .filter(group -> group.getValue().size() > 1)
                .flatMap(group -> Metrics.named(group.getKey().metric).stream()
                        .map(metric -> row(
                                group.getKey(),
                                Pool.of(metric, array(group.getValue().values()), interval))));
    }

    private static Row row(Key key, Estimate estimate) {
        return Rows.of(Rows.ALL, key.variant, key.step, key.split, key.bn, estimate);
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
