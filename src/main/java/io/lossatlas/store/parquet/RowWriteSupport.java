package io.lossatlas.store.parquet;

import java.lang.reflect.Array;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Hands the values of rows to Parquet; null is no value. */
final class RowWriteSupport extends WriteSupport<Row> {
    private final StructType columns;
    private RecordConsumer to;

    RowWriteSupport(StructType columns) {
        this.columns = columns;
    }

    @Override
    public WriteContext init(Configuration unused) {
        return new WriteContext(ParquetSchema.of(columns), Map.of());
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
        this.to = consumer;
    }

    @Override
    public void write(Row row) {
        to.startMessage();
        for (int n = 0; n < columns.size(); n++) {
            StructField column = columns.apply(n);
            Object value = row.get(n);
            if (value != null) {
                to.startField(column.name(), n);
                if (column.dataType() instanceof ArrayType) {
                    list(value);
                } else {
                    primitive(value);
                }
                to.endField(column.name(), n);
            }
        }
        to.endMessage();
    }

    private void list(Object array) {
        to.startGroup();
        int length = Array.getLength(array);
        if (length > 0) {
            to.startField(ParquetSchema.LIST, 0);
            for (int n = 0; n < length; n++) {
                to.startGroup();
                to.startField(ParquetSchema.ELEMENT, 0);
                primitive(Array.get(array, n));
                to.endField(ParquetSchema.ELEMENT, 0);
                to.endGroup();
            }
            to.endField(ParquetSchema.LIST, 0);
        }
        to.endGroup();
    }

    private void primitive(Object value) {
        if (value instanceof Double number) {
            to.addDouble(number);
        } else if (value instanceof Float number) {
            to.addFloat(number);
        } else if (value instanceof Integer number) {
            to.addInteger(number);
        } else if (value instanceof Long number) {
            to.addLong(number);
        } else if (value instanceof Boolean truth) {
            to.addBoolean(truth);
        } else {
            to.addBinary(Binary.fromString((String) value));
        }
    }
}
