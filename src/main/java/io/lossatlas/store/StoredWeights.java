package io.lossatlas.store;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Weights of a variant and directions of a plane, read back from the tables {@code weights} and {@code directions}. */
public final class StoredWeights {
    private StoredWeights() {}

    /**
     * Reads the weights before update {@code step}.
     *
     * @param layout of the variant's parameters
     * @throws IllegalStateException when the table's parameters are not the layout's
     */
    public static Weights read(SparkSession spark, Run run, String variant, int step, ParameterLayout layout) {
        List<Row> rows = rows(spark, run, variant, step);
        return new Weights(
                layout, ParameterRows.values(rows, layout, "table weights: %s, step %d".formatted(variant, step)));
    }

    /** Whether these very weights are published as those before update {@code step}. */
    public static boolean hold(SparkSession spark, Run run, String variant, int step, Weights weights) {
        List<List<Object>> published = rows(spark, run, variant, step).stream()
                .map(row -> List.<Object>of(row.getString(0), row.getString(1), row.getList(2)))
                .toList();
        List<List<Object>> given = weights.layout().parameters().stream()
                .map(parameter -> List.<Object>of(
                        parameter.name(),
                        parameter.role().text(),
                        IntStream.range(parameter.offset(), parameter.end())
                                .mapToObj(n -> weights.values()[n])
                                .toList()))
                .toList();
        return published.equals(given);
    }

    private static List<Row> rows(SparkSession spark, Run run, String variant, int step) {
        return run.read(spark, Table.WEIGHTS, run.manifest().files(Table.WEIGHTS, variant))
                .where(col("variant").equalTo(variant).and(col("step").equalTo(step)))
                .orderBy("block")
                .select("name", "kind", "values")
                .collectAsList();
    }

    /**
     * Reads the directions of a plane that is published.
     *
     * @throws IllegalStateException when the table's parameters are not the layout's
     */
    public static Plane directions(SparkSession spark, Run run, PlaneKey key, ParameterLayout layout) {
        Dataset<Row> all = run.read(spark, Table.DIRECTIONS, run.manifest().files(Table.DIRECTIONS, key.scope()))
                .where(col("plane").equalTo(key.plane()))
                .where(col("variant").equalTo(key.variant()))
                .where(col("step").equalTo(key.step()))
                .orderBy("block");
        List<Row> x = direction(all, Axis.X);
        List<Row> y = direction(all, Axis.Y);
        String origin = "table directions: " + key.scope();
        return new Plane(
                key.plane(),
                ParameterRows.values(x, layout, origin),
                y.isEmpty() ? new float[0] : ParameterRows.values(y, layout, origin));
    }

    private static List<Row> direction(Dataset<Row> all, Axis axis) {
        return all.where(col("axis").equalTo(axis.text()))
                .select("name", "kind", "values")
                .collectAsList();
    }
}
