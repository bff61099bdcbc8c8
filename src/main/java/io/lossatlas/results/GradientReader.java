package io.lossatlas.results;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads table {@code gradients}. */
final class GradientReader {
    private static final List<String> COLUMNS = List.of("step", "layer", "name", "grad_norm");
    private static final int STEP = 0;
    private static final int LAYER = 1;
    private static final int NAME = 2;
    private static final int NORM = 3;

    private final SparkSession spark;
    private final Run run;

    GradientReader(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /**
     * The gradients of a network: of many probed steps those up to the tenth update and evenly many of the rest.
     *
     * @param mostSteps how many at most, larger than 12
     * @return a grid without steps where the run has none
     */
    GradientGrid read(Network network, int mostSteps) {
        SortedSet<Integer> probed = new TreeSet<>();
        SortedMap<Integer, String> named = new TreeMap<>();
        each(network, row -> {
            probed.add(row.getInt(STEP));
            named.put(row.getInt(LAYER), row.getString(NAME));
        });
        int[] steps =
                GradientGrid.thinned(probed.stream().mapToInt(Integer::intValue).toArray(), mostSteps);
        List<String> names = List.copyOf(named.values());
        List<Integer> layers = List.copyOf(named.keySet());
        double[][] norms = new double[names.size()][steps.length];
        Arrays.stream(norms).forEach(layer -> Arrays.fill(layer, Double.NaN));
        each(network, row -> {
            int step = Arrays.binarySearch(steps, row.getInt(STEP));
            if (step >= 0) {
                norms[Collections.binarySearch(layers, row.getInt(LAYER))][step] = row.getDouble(NORM);
            }
        });
        return new GradientGrid(network, steps, names, norms);
    }

    /** Rows of convolutions and dense layers on the way from input to output. */
    private void each(Network network, Consumer<Row> each) {
        run.each(spark, Table.GRADIENTS, run.manifest().files(Table.GRADIENTS, network.id()), COLUMNS, row -> {
            if (!row.getString(NAME).endsWith("/proj")) {
                each.accept(row);
            }
        });
    }
}
