package io.lossatlas.store;

import static org.apache.spark.sql.functions.col;

import io.lossatlas.model.Block;
import io.lossatlas.model.ParameterLayout;
import io.lossatlas.model.Weights;
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
     * @throws IllegalStateException when the table's blocks are not the layout's
     */
    public static Weights read(SparkSession spark, Run run, String variant, int step, ParameterLayout layout) {
        List<Row> rows = run.read(spark, Table.WEIGHTS, run.manifest().files(Table.WEIGHTS, variant))
                .where(col("variant").equalTo(variant).and(col("step").equalTo(step)))
                .orderBy("block")
                .select("name", "kind", "values")
                .collectAsList();
        List<Block> blocks = layout.blocks();
        if (rows.size() != blocks.size()) {
            throw new IllegalStateException("table weights: expected %d blocks of %s at step %d, found %d"
                    .formatted(blocks.size(), variant, step, rows.size()));
        }
        float[] values = new float[layout.size()];
        for (int b = 0; b < blocks.size(); b++) {
            copy(rows.get(b), blocks.get(b), values);
        }
        return new Weights(layout, values);
    }

    private static void copy(Row row, Block block, float[] values) {
        List<Float> stored = row.getList(2);
        boolean same = row.getString(0).equals(block.name())
                && row.getString(1).equals(block.kind().text())
                && stored.size() == block.size();
        if (!same) {
            throw new IllegalStateException("table weights: expected %s %s of %d values, found %s %s of %d"
                    .formatted(
                            block.name(),
                            block.kind().text(),
                            block.size(),
                            row.getString(0),
                            row.getString(1),
                            stored.size()));
        }
        for (int n = 0; n < stored.size(); n++) {
            values[block.offset() + n] = stored.get(n);
        }
    }
}
