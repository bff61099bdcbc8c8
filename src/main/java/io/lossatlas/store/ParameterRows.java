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

    /**
     * The vector of rows.
     *
     * @param rows columns {@code name}, {@code kind} and {@code values}, in the order of the layout
     * @param origin of the rows, for messages
     * @return {@code float[layout.size()]}
     * @throws IllegalStateException when they are not the layout's parameters
     */
    static float[] values(List<Row> rows, ParameterLayout layout, String origin) {
        List<Parameter> parameters = layout.parameters();
        if (rows.size() != parameters.size()) {
            throw new IllegalStateException(
                    "%s: expected %d blocks, found %d".formatted(origin, parameters.size(), rows.size()));
        }
        float[] values = new float[layout.size()];
        for (int b = 0; b < parameters.size(); b++) {
            copy(rows.get(b), parameters.get(b), values, origin);
        }
        return values;
    }

    private static void copy(Row row, Parameter parameter, float[] values, String origin) {
        float[] stored = row.getAs("values");
        boolean same = row.getAs("name").equals(parameter.name())
                && row.getAs("kind").equals(parameter.role().text())
                && stored.length == parameter.size();
        if (!same) {
            throw new IllegalStateException("%s: expected %s %s of %d values, found %s %s of %d"
                    .formatted(
                            origin,
                            parameter.name(),
                            parameter.role().text(),
                            parameter.size(),
                            row.getAs("name"),
                            row.getAs("kind"),
                            stored.length));
        }
        System.arraycopy(stored, 0, values, parameter.offset(), stored.length);
    }
}
