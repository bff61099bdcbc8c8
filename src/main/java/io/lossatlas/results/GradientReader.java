package io.lossatlas.results;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.not;

import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads table {@code gradients}. */
final class GradientReader {
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
        Dataset<Row> rows = run.read(spark, Table.GRADIENTS, run.manifest().files(Table.GRADIENTS, network.id()))
                .where(col("variant").equalTo(network.id()).and(not(col("name").endsWith("/proj"))));
        int[] steps = GradientGrid.thinned(steps(rows), mostSteps);
        List<String> names = rows.select("layer", "name").distinct().orderBy("layer", "name").collectAsList().stream()
                .map(row -> row.<String>getAs("name"))
                .toList();
        double[][] norms = new double[names.size()][steps.length];
        Arrays.stream(norms).forEach(layer -> Arrays.fill(layer, Double.NaN));
        rows.where(col("step").isin(IntStream.of(steps).boxed().toArray()))
                .select("step", "name", "grad_norm")
                .collectAsList()
                .forEach(row -> norms[names.indexOf(row.<String>getAs("name"))][
                                Arrays.binarySearch(steps, row.<Integer>getAs("step"))] =
                        row.<Double>getAs("grad_norm"));
        return new GradientGrid(network, steps, names, norms);
    }

    private static int[] steps(Dataset<Row> rows) {
        return rows.select("step").distinct().orderBy("step").collectAsList().stream()
                .mapToInt(row -> row.<Integer>getAs("step"))
                .toArray();
    }
}
