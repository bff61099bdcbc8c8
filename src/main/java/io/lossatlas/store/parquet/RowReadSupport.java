package io.lossatlas.store.parquet;

import java.util.Arrays;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Makes rows of the values that Parquet hands over; what is not there is null. */
final class RowReadSupport extends ReadSupport<Row> {
    private final StructType columns;

    RowReadSupport(StructType columns) {
        this.columns = columns;
    }

    @Override
    public ReadContext init(InitContext unused) {
        return new ReadContext(ParquetSchema.of(columns));
    }

    @Override
    public RecordMaterializer<Row> prepareForRead(
            Configuration conf, Map<String, String> metadata, MessageType schema, ReadContext context) {
        Rows rows = new Rows(columns);
        return new RecordMaterializer<>() {
            @Override
            public Row getCurrentRecord() {
                return rows.current();
            }

            @Override
            public GroupConverter getRootConverter() {
                return rows;
            }
        };
    }

    private static final class Rows extends GroupConverter {
        private final StructType columns;
        private final Converter[] converters;
        private Object[] values = {};

        Rows(StructType columns) {
            this.columns = columns;
            this.converters = new Converter[columns.size()];
            for (int n = 0; n < converters.length; n++) {
                converters[n] = converter(columns.apply(n).dataType(), n);
            }
        }

        private Converter converter(DataType type, int place) {
            if (type.equals(DataTypes.StringType)) {
                return new Text(this, place);
            }
            return type instanceof ArrayType ? new Floats(this, place) : new Column(this, place);
        }

        Row current() {
            return new ReadRow(columns, values);
        }

        @Override
        public void start() {
            values = new Object[converters.length];
        }

        @Override
        public void end() {}

        @Override
        public Converter getConverter(int n) {
            return converters[n];
        }
    }

    private static class Column extends PrimitiveConverter {
        private final Rows rows;
        private final int place;

        Column(Rows rows, int place) {
            this.rows = rows;
            this.place = place;
        }

        void put(Object value) {
            rows.values[place] = value;
        }

        @Override
        public void addDouble(double value) {
            put(value);
        }

        @Override
        public void addFloat(float value) {
            put(value);
        }

        @Override
        public void addInt(int value) {
            put(value);
        }

        @Override
        public void addLong(long value) {
            put(value);
        }

        @Override
        public void addBoolean(boolean value) {
            put(value);
        }
    }

    /** An array's group, which holds a group for each of its elements. */
    private static final class Floats extends GroupConverter {
        private final Rows rows;
        private final int place;
        private final FloatArray elements = new FloatArray();

        Floats(Rows rows, int place) {
            this.rows = rows;
            this.place = place;
        }

        @Override
        public Converter getConverter(int unused) {
            return elements;
        }

        @Override
        public void start() {
            elements.size = 0;
        }

        @Override
        public void end() {
            rows.values[place] = Arrays.copyOf(elements.values, elements.size);
        }
    }

    private static final class FloatArray extends GroupConverter {
        private final PrimitiveConverter element = new PrimitiveConverter() {
            @Override
            public void addFloat(float value) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, 2 * size);
                }
                values[size++] = value;
            }
        };
        private float[] values = new float[64];
        private int size;

        @Override
        public Converter getConverter(int unused) {
            return element;
        }

        @Override
        public void start() {}

        @Override
        public void end() {}
    }

    /** A text that occurs often is made once. */
    private static final class Text extends Column {
        private String[] texts = {};

        Text(Rows rows, int place) {
            super(rows, place);
        }

        @Override
        public void addBinary(Binary value) {
            put(value.toStringUsingUTF8());
        }

        @Override
        public boolean hasDictionarySupport() {
            return true;
        }

        @Override
        public void setDictionary(Dictionary dictionary) {
            texts = new String[dictionary.getMaxId() + 1];
            for (int id = 0; id < texts.length; id++) {
                texts[id] = dictionary.decodeToBinary(id).toStringUsingUTF8();
            }
        }

        @Override
        public void addValueFromDictionary(int id) {
            put(texts[id]);
        }
    }
}
