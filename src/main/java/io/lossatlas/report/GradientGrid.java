package io.lossatlas.report;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/**
 * Gradient norms of a network by layer and step, projections left out, for looking at. The arrays are not copied.
 *
 * @param variant id of the network
 * @param steps probed updates, ascending
 * @param names of the layers on the main path, from the input
 * @param norms {@code double[layers][steps]}, NaN where a step was not probed
 */
public record GradientGrid(String variant, int[] steps, List<String> names, double[][] norms) {
    private static final int ALL_UP_TO_STEP = 10;

    /**
     * Reads the gradients of a network: of many probed steps those up to the tenth update and evenly many of the rest.
     *
     * @param mostSteps how many at most, larger than 12
     * @return a grid without steps where the run has none
     */
    public static GradientGrid read(SparkSession spark, Run run, String variant, int mostSteps) {
        Dataset<Row> rows = run.read(spark, Table.GRADIENTS, run.manifest().files(Table.GRADIENTS, variant))
                .where(col("variant").equalTo(variant))
                .where(functions.not(col("name").endsWith("/proj")));
        int[] steps = thinned(
                rows.select("step").distinct().orderBy("step").collectAsList().stream()
                        .mapToInt(row -> row.getInt(0))
                        .toArray(),
                mostSteps);
        List<Row> layers =
                rows.select("layer", "name").distinct().orderBy("layer", "name").collectAsList();
        List<String> names = layers.stream().map(row -> row.getString(1)).toList();
        double[][] norms = new double[names.size()][steps.length];
        Arrays.stream(norms).forEach(layer -> Arrays.fill(layer, Double.NaN));
        Object[] wanted = IntStream.of(steps).boxed().toArray();
        rows.where(col("step").isin(wanted))
                .select("step", "name", "grad_norm")
                .collectAsList()
                .forEach(row -> norms[names.indexOf(row.getString(1))][Arrays.binarySearch(steps, row.getInt(0))] =
                        row.getDouble(2));
        return new GradientGrid(variant, steps, names, norms);
    }

    /** The first and the last step and those between, thinned after the tenth update. */
    static int[] thinned(int[] steps, int most) {
        if (steps.length <= most) {
            return steps;
        }
        int early =
                (int) IntStream.of(steps).filter(step -> step <= ALL_UP_TO_STEP).count();
        int kept = Math.min(early, most - 2);
        int late = most - kept;
        IntStream firsts = IntStream.range(0, kept);
        IntStream rest = IntStream.range(0, late)
                .map(n -> kept + (int) Math.round((double) n * (steps.length - 1 - kept) / (late - 1)));
        return IntStream.concat(firsts, rest).distinct().map(n -> steps[n]).toArray();
    }

    /** All finite norms above zero. */
    public DoubleStream positive() {
        return Arrays.stream(norms).flatMapToDouble(Arrays::stream).filter(norm -> Double.isFinite(norm) && norm > 0);
    }

    /** Whether nothing was probed. */
    public boolean empty() {
        return steps.length == 0 || names.isEmpty();
    }
}
