package io.lossatlas.train;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.parse.RunConfigs;
import io.lossatlas.data.DataFiles;
import io.lossatlas.data.DataSet;
import io.lossatlas.model.Variant;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** A run of small networks on the first images of MNIST. */
final class TrainRun implements TrainProgress {
    private static final List<String> SMALL = List.of(
            "data.train-examples=200",
            "data.test-examples=64",
            "surface.examples=32",
            "sweep.depths=[4]",
            "sweep.skips=[plain]",
            "sweep.widths=[2]",
            "train.steps=12",
            "train.batch-size=16",
            "train.checkpoint-every=5",
            "train.probe-steps=[\"0..2\",\"every 6\"]",
            "train.eval-every=6",
            "train.eval-examples=32");

    final List<String> events = new ArrayList<>();
    private final SparkSession spark;
    private final RunConfig config;
    private final DataSet data;
    private final Run run;

    TrainRun(SparkSession spark, Path folder, String... sets) {
        List<String> all = new ArrayList<>(SMALL);
        all.addAll(Arrays.asList(sets));
        this.spark = spark;
        this.config = RunConfigs.load(Optional.empty(), all);
        this.data = DataFiles.read(config.data(), new Configuration());
        this.run = Run.open(
                RunFolder.at(folder.toString(), new Configuration()), JsonNodeFactory.instance.objectNode(), Map.of());
    }

    List<Variant> variants() {
        return Variant.of(config.sweep());
    }

    Variant variant() {
        return variants().get(0);
    }

    DataSet data() {
        return data;
    }

    Run run() {
        return run;
    }

    RunConfig config() {
        return config;
    }

    TrainRun train() {
        return train(1e9);
    }

    /** Trains with segments that end after so many seconds, and after one step at least. */
    TrainRun train(double segmentSeconds) {
        try (TrainStage stage = new TrainStage(spark, run, config, data, segmentSeconds, this)) {
            stage.compute(variants());
        }
        return this;
    }

    VariantRecord record() {
        return run.manifest().variants().get(variant().id());
    }

    /** Rows in the order of the key, without the time that they were made at. */
    List<Row> rows(Table table) {
        Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
        return run.read(spark, table, run.manifest().files(table))
                .drop("seconds")
                .sort(key)
                .collectAsList();
    }

    int files(String output) {
        return run.manifest().files(output).size();
    }

    @Override
    public void planned(Variant variant, int steps, int done, long operationsPerStep) {
        events.add("planned %s %d of %d".formatted(variant, done, steps));
    }

    @Override
    public void advanced(String variant, int step, double loss) {}

    @Override
    public synchronized void ends(Variant variant, VariantRecord record) {
        events.add("ends %s %s at %d".formatted(variant, record.status(), record.step()));
    }
}
