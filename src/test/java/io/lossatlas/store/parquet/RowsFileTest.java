package io.lossatlas.store.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lossatlas.LocalSpark;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files against Spark's reader and writer. */
class RowsFileTest {
    private static final StructType COLUMNS = new StructType()
            .add("text", DataTypes.StringType)
            .add("truth", DataTypes.BooleanType)
            .add("number", DataTypes.IntegerType)
            .add("long", DataTypes.LongType)
            .add("single", DataTypes.FloatType)
            .add("double", DataTypes.DoubleType)
            .add("shape", DataTypes.createArrayType(DataTypes.IntegerType))
            .add("values", DataTypes.createArrayType(DataTypes.FloatType));
    private static final StructType WITHOUT_SHAPE = new StructType(Arrays.stream(COLUMNS.fields())
            .filter(column -> !column.name().equals("shape"))
            .toArray(org.apache.spark.sql.types.StructField[]::new));
    private static final List<Row> ROWS = List.of(
            RowFactory.create(
                    "skip, ü", true, -1, Long.MIN_VALUE, -0f, Math.nextUp(1.0), new Integer[] {3, 1}, new float[] {
                        1, -0f
                    }),
            RowFactory.create(null, null, null, null, null, null, null, null),
            RowFactory.create(
                    "", false, 7, 1L << 40, Float.NaN, Double.NEGATIVE_INFINITY, new Integer[0], new float[0]),
            RowFactory.create("", false, 7, 0L, Float.MIN_VALUE, Double.NaN, new Integer[] {5}, floats(1000)));
    private static SparkSession spark;
    private static FileSystem fs;

    @TempDir
    private java.nio.file.Path folder;

    @BeforeAll
    static void startSpark() throws IOException {
        spark = LocalSpark.start(1);
        fs = FileSystem.getLocal(new Configuration());
    }

    @AfterAll
    static void stopSpark() {
        spark.stop();
    }

    @Test
    void sparkReadsWhatIsWritten() throws IOException {
        Path file = new Path(folder.resolve("rows.parquet").toUri());

        new RowsFile(fs, file).write(COLUMNS, ROWS);

        List<Row> read = spark.read().parquet(file.toString()).collectAsList();
        assertThat(spark.read().parquet(file.toString()).schema()).isEqualTo(COLUMNS);
        assertThat(read)
                .isEqualTo(spark.createDataFrame(ROWS, COLUMNS).collectAsList())
                .hasSize(ROWS.size());
    }

    @Test
    void whatSparkWritesIsRead() throws IOException {
        RowsFile file = new RowsFile(fs, written());

        assertThat(file.has(WITHOUT_SHAPE)).isTrue();
        assertThat(values(read(file, WITHOUT_SHAPE))).isEqualTo(values(ROWS, 0, 1, 2, 3, 4, 5, 7));
    }

    @Test
    void columnsAreReadInTheOrderThatIsWanted() throws IOException {
        StructType wanted = new StructType().add("double", DataTypes.DoubleType).add("text", DataTypes.StringType);

        List<Row> read = read(new RowsFile(fs, written()), wanted);

        assertThat(values(read)).isEqualTo(values(ROWS, 5, 0));
        assertThat(read.get(0).<String>getAs("text")).isEqualTo("skip, ü");
        assertThat(read.get(0).getDouble(0)).isEqualTo(Math.nextUp(1.0));
        assertThat(read.get(1).isNullAt(1)).isTrue();
    }

    @Test
    void aRowOfSparkSIsAsOneThatIsRead() throws IOException {
        RowsFile file = new RowsFile(fs, written());

        List<Row> converted = spark.createDataFrame(ROWS, COLUMNS).drop("shape").collectAsList().stream()
                .map(row -> RowsFile.asRead(row, WITHOUT_SHAPE))
                .toList();

        assertThat(values(converted)).isEqualTo(values(read(file, WITHOUT_SHAPE)));
    }

    @Test
    void aColumnThatIsNotThereOrOfAnotherTypeIsNoticed() throws IOException {
        RowsFile file = new RowsFile(fs, written());

        assertThat(file.has(new StructType().add("step", DataTypes.IntegerType)))
                .isFalse();
        assertThat(file.has(new StructType().add("number", DataTypes.LongType))).isFalse();
        assertThat(file.has(new StructType().add("number", DataTypes.IntegerType)))
                .isTrue();
    }

    @Test
    void aTypeThatNoTableHasIsRefused() {
        RowsFile file = new RowsFile(fs, new Path(folder.resolve("rows.parquet").toUri()));

        assertThatThrownBy(() ->
                        file.write(new StructType().add("day", DataTypes.DateType), List.of(RowFactory.create(1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("column day: expected one of");
    }

    /** The one file that Spark writes of the rows. */
    private Path written() throws IOException {
        java.nio.file.Path spare = folder.resolve("spark");
        spark.createDataFrame(ROWS, COLUMNS).coalesce(1).write().parquet(spare.toString());
        try (var files = Files.list(spare)) {
            return new Path(files.filter(file -> file.toString().endsWith(".parquet"))
                    .findFirst()
                    .orElseThrow()
                    .toUri());
        }
    }

    private static List<Row> read(RowsFile file, StructType columns) throws IOException {
        List<Row> rows = new ArrayList<>();
        file.read(columns, rows::add);
        return rows;
    }

    /** Values by row, arrays as lists; boxed numbers compare by their bits. */
    private static List<List<Object>> values(List<Row> rows, int... columns) {
        return rows.stream()
                .map(row -> (columns.length > 0 ? IntStream.of(columns) : IntStream.range(0, row.length()))
                        .mapToObj(row::get)
                        .map(RowsFileTest::plain)
                        .toList())
                .toList();
    }

    private static Object plain(Object value) {
        if (value == null) {
            return "null";
        }
        return value instanceof float[] floats
                ? IntStream.range(0, floats.length).mapToObj(n -> floats[n]).toList()
                : value;
    }

    private static float[] floats(int length) {
        float[] values = new float[length];
        for (int n = 0; n < length; n++) {
            values[n] = (float) StrictMath.sin(n);
        }
        return values;
    }
}
