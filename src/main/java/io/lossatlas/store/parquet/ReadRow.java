package io.lossatlas.store.parquet;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A row as read.
 *
 * @param schema its columns
 * @param values by column; null where there is none
 */
record ReadRow(StructType schema, Object[] values) implements Row {
    @Override
    public int length() {
        return values.length;
    }

    @Override
    public Object get(int column) {
        return values[column];
    }

    @Override
    public int fieldIndex(String name) {
        return schema.fieldIndex(name);
    }

    @Override
    public Row copy() {
        return this;
    }
}
