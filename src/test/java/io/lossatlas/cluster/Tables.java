package io.lossatlas.cluster;

import io.lossatlas.LocalSpark;
import io.lossatlas.store.Table;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The tables of a run as a reader finds them who knows only the folder, in a form that is equal when all bits are. */
public final class Tables {
    private static final List<Table> EXACT = List.of(
            Table.TRAINING,
            Table.GRADIENTS,
            Table.BATCHES,
            Table.WEIGHTS,
            Table.DIRECTIONS,
            Table.LOSSES,
            Table.SURFACE);

    private Tables() {}

    /** The same, read by a session of its own. */
    public static Map<Table, List<String>> of(Path run) {
        try (SparkSession spark = LocalSpark.start(2)) {
            return of(spark, run);
        }
    }

    /** All tables, each sorted by its key, numbers as their raw bits; without times that the clock decides. */
    public static Map<Table, List<String>> of(SparkSession spark, Path run) {
        return of(spark, run, EXACT);
    }

    /** The same of some tables. */
    public static Map<Table, List<String>> of(SparkSession spark, Path run, List<Table> tables) {
        Map<Table, List<String>> rows = new LinkedHashMap<>();
        for (Table table : tables) {
            Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
            Dataset<Row> read = spark.read()
                    .schema(table.schema())
                    .option("recursiveFileLookup", true)
                    .parquet(run.resolve(table.folder()).toString());
            rows.put(
                    table,
                    read.drop("seconds").sort(key).collectAsList().stream()
                            .map(Tables::bits)
                            .toList());
        }
        return rows;
    }

    private static String bits(Row row) {
        return Arrays.toString(JavaConverters.seqAsJavaList(row.toSeq()).stream()
                .map(Tables::bits)
                .toArray());
    }

    private static Object bits(Object value) {
        if (value instanceof Double number) {
            return Long.toHexString(Double.doubleToRawLongBits(number));
        }
        if (value instanceof Float number) {
            return Integer.toHexString(Float.floatToRawIntBits(number));
        }
        if (value instanceof Seq<?> sequence) {
            return JavaConverters.seqAsJavaList(sequence).stream()
                    .map(Tables::bits)
                    .toList();
        }
        return value;
    }
}
