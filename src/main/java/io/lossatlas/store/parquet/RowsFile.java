package io.lossatlas.store.parquet;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.MessageType;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.StructType;

/** A Parquet file as Spark writes it for a table: every column optional, zstd. */
public final class RowsFile {
    private final FileSystem fs;
    private final Path file;

    /** A file of a file system. */
    public RowsFile(FileSystem fs, Path file) {
        this.fs = fs;
        this.file = file;
    }

    /**
     * Writes a new file.
     *
     * @param schema the rows' columns: strings, numbers, booleans, and arrays of numbers
     */
    public void write(StructType schema, Iterable<Row> rows) throws IOException {
        try (ParquetWriter<Row> writer = new Writing(new Output(fs, file), schema)
                .withConf(fs.getConf())
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .build()) {
            for (Row row : rows) {
                writer.write(row);
            }
        }
    }

    /** Whether the file has columns of these names and types. */
    public boolean has(StructType columns) throws IOException {
        MessageType wanted = ParquetSchema.of(columns);
        try (ParquetFileReader reader = ParquetFileReader.open(input())) {
            MessageType there = reader.getFileMetaData().getSchema();
            return wanted.getFields().stream()
                    .allMatch(column -> there.containsField(column.getName())
                            && there.getType(column.getName()).equals(column));
        }
    }

    /**
     * Reads all rows, one after another.
     *
     * @param columns those that are wanted, which the file {@link #has}; arrays among them are of floats, {@code float[]} in the rows
     */
    public void read(StructType columns, Consumer<Row> each) throws IOException {
        ReadSupport<Row> support = new RowReadSupport(columns);
        try (ParquetReader<Row> reader =
                new Reading(input(), support).withConf(fs.getConf()).build()) {
            for (Row row = reader.read(); row != null; row = reader.read()) {
                each.accept(row);
            }
        }
    }

    /** A row of Spark's as {@link #read} gives it. */
    public static Row asRead(Row row, StructType columns) {
        Object[] values = new Object[columns.size()];
        for (int n = 0; n < values.length; n++) {
            boolean array = columns.apply(n).dataType() instanceof ArrayType;
            values[n] = array && !row.isNullAt(n) ? floats(row.getList(n)) : row.get(n);
        }
        return new ReadRow(columns, values);
    }

    private static float[] floats(List<Float> boxed) {
        float[] values = new float[boxed.size()];
        for (int n = 0; n < values.length; n++) {
            values[n] = boxed.get(n);
        }
        return values;
    }

    private InputFile input() throws IOException {
        return HadoopInputFile.fromStatus(fs.getFileStatus(file), fs.getConf());
    }

    /** As the file system itself writes, with checksums or without. */
    private record Output(FileSystem fs, Path file) implements OutputFile {
        @Override
        public PositionOutputStream create(long unused) throws IOException {
            return HadoopStreams.wrap(fs.create(file, false));
        }

        @Override
        public PositionOutputStream createOrOverwrite(long unused) throws IOException {
            return HadoopStreams.wrap(fs.create(file, true));
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Writing extends ParquetWriter.Builder<Row, Writing> {
        private final StructType schema;

        Writing(OutputFile file, StructType schema) {
            super(file);
            this.schema = schema;
        }

        @Override
        protected Writing self() {
            return this;
        }

        @Override
        protected WriteSupport<Row> getWriteSupport(Configuration unused) {
            return new RowWriteSupport(schema);
        }
    }

    private static final class Reading extends ParquetReader.Builder<Row> {
        private final ReadSupport<Row> support;

        Reading(InputFile file, ReadSupport<Row> support) {
            super(file);
            this.support = support;
        }

        @Override
        protected ReadSupport<Row> getReadSupport() {
            return support;
        }
    }
}
