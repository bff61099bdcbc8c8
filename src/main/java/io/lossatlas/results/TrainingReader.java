package io.lossatlas.results;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.floor;
import static org.apache.spark.sql.functions.max;

import io.lossatlas.config.Wiring;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Reads table {@code training}. */
final class TrainingReader {
    private final Dataset<Row> training;

    TrainingReader(SparkSession spark, Run run) {
        this.training = run.read(spark, Table.TRAINING, run.manifest().files(Table.TRAINING));
    }

    /** The networks of a sweep that were trained. */
    List<Variant> variants() {
        return training
                .where(col("depth").isNotNull())
                .select("depth", "skip", "width", "seed", "learning_rate")
                .distinct()
                .collectAsList()
                .stream()
                .map(TrainingReader::variant)
                .toList();
    }

    private static Variant variant(Row row) {
        return new Variant(
                row.<Integer>getAs("depth"),
                row.<Boolean>getAs("skip") ? Wiring.SKIP : Wiring.PLAIN,
                row.<Integer>getAs("width"),
                row.<Long>getAs("seed"),
                row.<Double>getAs("learning_rate"));
    }

    /** All curves, by network and split. */
    List<TrainingCurve> curves(Function<String, Network> networks) {
        Integer last = training.agg(max("step").as("last")).head().getAs("last");
        int window = last == null ? 1 : 1 + last / TrainingCurve.MOST_POINTS;
        Map<List<String>, List<Row>> curves = new LinkedHashMap<>();
        training.groupBy(
                        col("variant"),
                        col("split"),
                        floor(col("step").divide(window)).as("window"))
                .agg(
                        avg("step").as("at"),
                        avg("loss").as("loss"),
                        avg("accuracy").as("accuracy"))
                .orderBy("variant", "split", "window")
                .collectAsList()
                .forEach(row -> curves.computeIfAbsent(
                                List.of(row.getAs("variant"), row.getAs("split")), unused -> new ArrayList<>())
                        .add(row));
        List<TrainingCurve> all = new ArrayList<>();
        curves.forEach((name, rows) -> all.add(new TrainingCurve(
                networks.apply(name.get(0)),
                name.get(1),
                column(rows, "at"),
                column(rows, "loss"),
                column(rows, "accuracy"))));
        return List.copyOf(all);
    }

    private static double[] column(List<Row> rows, String name) {
        return rows.stream().mapToDouble(row -> row.<Double>getAs(name)).toArray();
    }
}
