package io.lossatlas.store;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import io.lossatlas.graph.Weights;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Weights of a variant, read back from the {@code weights} table. */
public final class StoredWeights {
    private StoredWeights() {}

    /**
     * Reads the weights before update {@code step}.
     *
     * @param layout of the variant's parameters
     * @throws IllegalStateException when the table's parameters are not the layout's
     */
    public static Weights read(SparkSession spark, Run run, String variant, int step, ParameterLayout layout) {
        List<Row> rows = run.read(spark, Table.WEIGHTS, run.manifest().files(Table.WEIGHTS, variant))
                .where(col("variant").equalTo(variant).and(col("step").equalTo(step)))
                .orderBy("block")
                .select("name", "kind", "values")
                .collectAsList();
        List<Parameter> parameters = layout.parameters();
        if (rows.size() != parameters.size()) {
            throw new IllegalStateException("table weights: expected %d blocks of %s at step %d, found %d"
                    .formatted(parameters.size(), variant, step, rows.size()));
        }
        float[] values = new float[layout.size()];
        for (int b = 0; b < parameters.size(); b++) {
            copy(rows.get(b), parameters.get(b), values);
        }
        return new Weights(layout, values);
    }

    private static void copy(Row row, Parameter parameter, float[] values) {
        List<Float> stored = row.getList(row.fieldIndex("values"));
        boolean same = row.getAs("name").equals(parameter.name())
                && row.getAs("kind").equals(parameter.role().text())
                && stored.size() == parameter.size();
        if (!same) {
            throw new IllegalStateException("table weights: expected %s %s of %d values, found %s %s of %d"
                    .formatted(
                            parameter.name(),
                            parameter.role().text(),
                            parameter.size(),
                            row.getAs("name"),
                            row.getAs("kind"),
                            stored.size()));
        }
        for (int n = 0; n < stored.size(); n++) {
            values[parameter.offset() + n] = stored.get(n);
        }
    }
}
