package io.lossatlas.store;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import io.lossatlas.plane.Axis;
import io.lossatlas.plane.Plane;
import io.lossatlas.plane.PlaneKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Weights of a variant and directions of a plane, read back from the tables {@code weights} and {@code directions}. */
public final class StoredWeights {
    private static final Comparator<Row> BLOCKS = Comparator.comparing(row -> row.<Integer>getAs("block"));

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
        List<Row> published = rows(spark, run, variant, step);
        List<Parameter> given = weights.layout().parameters();
        return published.size() == given.size()
                && IntStream.range(0, given.size()).allMatch(n -> holds(published.get(n), given.get(n), weights));
    }

    private static boolean holds(Row row, Parameter parameter, Weights weights) {
        float[] values = row.getAs("values");
        return row.getAs("name").equals(parameter.name())
                && row.getAs("kind").equals(parameter.role().text())
                && Arrays.equals(values, 0, values.length, weights.values(), parameter.offset(), parameter.end());
    }

    private static List<Row> rows(SparkSession spark, Run run, String variant, int step) {
        List<Row> rows = new ArrayList<>();
        run.each(
                spark,
                Table.WEIGHTS,
                run.manifest().files(Table.WEIGHTS, variant),
                List.of("variant", "step", "block", "name", "kind", "values"),
                row -> {
                    if (row.getAs("variant").equals(variant) && row.<Integer>getAs("step") == step) {
                        rows.add(row);
                    }
                });
        rows.sort(BLOCKS);
        return rows;
    }

    /**
     * Reads the directions of a plane that is published.
     *
     * @throws IllegalStateException when the table's parameters are not the layout's
     */
    public static Plane directions(SparkSession spark, Run run, PlaneKey key, ParameterLayout layout) {
        List<Row> all = new ArrayList<>();
        run.each(
                spark,
                Table.DIRECTIONS,
                run.manifest().files(Table.DIRECTIONS, key.scope()),
                List.of("plane", "variant", "step", "axis", "block", "name", "kind", "values"),
                row -> {
                    if (key.equals(
                            new PlaneKey(row.getAs("plane"), row.getAs("variant"), row.<Integer>getAs("step")))) {
                        all.add(row);
                    }
                });
        all.sort(BLOCKS);
        List<Row> x = direction(all, Axis.X);
        List<Row> y = direction(all, Axis.Y);
        String origin = "table directions: " + key.scope();
        return new Plane(
                key.plane(),
                ParameterRows.values(x, layout, origin),
                y.isEmpty() ? new float[0] : ParameterRows.values(y, layout, origin));
    }

    private static List<Row> direction(List<Row> all, Axis axis) {
        return all.stream().filter(row -> row.getAs("axis").equals(axis.text())).toList();
    }
}
