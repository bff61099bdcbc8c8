package io.lossatlas.store;

import io.lossatlas.graph.Parameter;
import io.lossatlas.graph.ParameterLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A flat parameter vector as rows of {@code weights} or {@code directions}: one a parameter, those of zeros too. */
public final class ParameterRows {
    private ParameterRows() {}

    /**
     * The rows of a vector.
     *
     * @param values {@code float[layout.size()]}
     * @param key the columns that come before {@code block}
     */
    public static List<Row> of(ParameterLayout layout, float[] values, Object... key) {
        List<Row> rows = new ArrayList<>();
        for (int b = 0; b < layout.parameters().size(); b++) {
            Parameter parameter = layout.parameters().get(b);
            Object[] row = Arrays.copyOf(key, key.length + 5);
            row[key.length] = b;
            row[key.length + 1] = parameter.name();
            row[key.length + 2] = parameter.role().text();
            row[key.length + 3] = parameter.shape().toArray(Integer[]::new);
            row[key.length + 4] = Arrays.copyOfRange(values, parameter.offset(), parameter.end());
            rows.add(RowFactory.create(row));
        }
        return rows;
    }
}
