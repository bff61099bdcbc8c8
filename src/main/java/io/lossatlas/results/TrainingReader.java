package io.lossatlas.results;

import io.lossatlas.config.Wiring;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads table {@code training}. */
final class TrainingReader {
    private final SparkSession spark;
    private final Run run;

    TrainingReader(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /** The networks of a sweep that were trained. */
    List<Variant> variants() {
        Set<Variant> variants = new LinkedHashSet<>();
        each(List.of("depth", "skip", "width", "seed", "learning_rate"), row -> {
            if (row.getAs("depth") != null) {
                variants.add(variant(row));
            }
        });
        return List.copyOf(variants);
    }

    private static Variant variant(Row row) {
        return new Variant(
                row.<Integer>getAs("depth"),
                row.<Boolean>getAs("skip") ? Wiring.SKIP : Wiring.PLAIN,
                row.<Integer>getAs("width"),
                row.<Long>getAs("seed"),
                row.<Double>getAs("learning_rate"));
    }

    /** All curves, by network and split. */
    List<TrainingCurve> curves(Function<String, Network> networks) {
        AtomicInteger last = new AtomicInteger();
        each(List.of("step"), row -> last.accumulateAndGet(row.getInt(0), Math::max));
        int window = 1 + last.get() / TrainingCurve.MOST_POINTS;
        SortedMap<String, SortedMap<String, SortedMap<Integer, Window>>> curves = new TreeMap<>();
        each(List.of("variant", "split", "step", "loss", "accuracy"), row -> curves.computeIfAbsent(
                        row.getString(0), variant -> new TreeMap<>())
                .computeIfAbsent(row.getString(1), split -> new TreeMap<>())
                .computeIfAbsent(row.getInt(2) / window, each -> new Window())
                .add(row));
        List<TrainingCurve> all = new ArrayList<>();
        curves.forEach((variant, splits) -> splits.forEach((split, windows) -> all.add(new TrainingCurve(
                networks.apply(variant),
                split,
                column(windows.values(), each -> each.step.value()),
                column(windows.values(), each -> each.loss.value()),
                column(windows.values(), each -> each.accuracy.value())))));
        return List.copyOf(all);
    }

    private void each(List<String> columns, Consumer<Row> each) {
        run.each(spark, Table.TRAINING, run.manifest().files(Table.TRAINING), columns, each);
    }

    private static double[] column(Collection<Window> windows, ToDoubleFunction<Window> value) {
        return windows.stream().mapToDouble(value).toArray();
    }

    /** Means over the steps of a window. */
    private static final class Window {
        private final Mean step = new Mean();
        private final Mean loss = new Mean();
        private final Mean accuracy = new Mean();

        void add(Row row) {
            step.add((double) row.getInt(2));
            loss.add(row.getAs("loss"));
            accuracy.add(row.getAs("accuracy"));
        }
    }

    private static final class Mean {
        private double sum;
        private int count;

        void add(Double value) {
            if (value != null) {
                sum += value;
                count++;
            }
        }

        double value() {
            return sum / count;
        }
    }
}
