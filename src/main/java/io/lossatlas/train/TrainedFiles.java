package io.lossatlas.train;

import io.lossatlas.data.ImageShape;
import io.lossatlas.graph.Weights;
import io.lossatlas.model.ModelFile;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.ParameterRows;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.RunFolder;
import io.lossatlas.store.Stage;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import io.lossatlas.train.TrainingSegment.Snapshot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;

/** The files of one variant's training: published segment by segment, brought into one a table at the end. */
final class TrainedFiles {
    private static final List<Table> TABLES = List.of(Table.TRAINING, Table.GRADIENTS, Table.BATCHES, Table.WEIGHTS);

    private final SparkSession spark;
    private final Run run;
    private final VariantWork work;
    private final String id;
    private final ImageShape images;
    private final int classes;
    private final Publisher publisher;

    TrainedFiles(SparkSession spark, Run run, VariantWork work, ImageShape images, int classes) {
        this.spark = spark;
        this.run = run;
        this.work = work;
        this.id = work.variant().id();
        this.images = images;
        this.classes = classes;
        this.publisher = new Publisher(spark, run.folder());
    }

    /** The published record of the variant; none when a file is missing, since then it has to be trained again. */
    Optional<VariantRecord> published() {
        return published(run.manifest(), id);
    }

    static Optional<VariantRecord> published(Manifest manifest, String id) {
        VariantRecord record = manifest.variants().get(id);
        boolean whole = record != null && record.files() == count(manifest::files, id);
        return whole ? Optional.of(record) : Optional.empty();
    }

    List<FileRecord> checkpoints() {
        return files(run.manifest()::files, RunFolder.CHECKPOINTS, id);
    }

    /** Drops what is left of the variant. */
    void startOver() {
        forget(run, id);
    }

    /** Drops what is left of a network. */
    static void forget(Run run, String id) {
        Map<String, List<FileRecord>> left = new LinkedHashMap<>();
        for (String output : Stage.TRAIN.outputs()) {
            left.put(output, files(run.manifest()::files, output, id));
        }
        run.commitAndDelete(flat(left), draft -> {
            left.forEach(draft::drop);
            draft.forgetVariant(id);
        });
    }

    /** Publishes what a task brought home in one step. */
    VariantRecord publish(TrainingSegment segment) {
        TrainListener.markPublication(spark.sparkContext(), id);
        String status = segment.diverged()
                ? VariantRecord.DIVERGED
                : segment.step() == work.steps() ? VariantRecord.DONE : VariantRecord.TRAINING;
        boolean ends = !status.equals(VariantRecord.TRAINING);
        Map<String, List<FileRecord>> added = write(segment);
        Map<String, List<FileRecord>> dropped = new LinkedHashMap<>();
        dropped.put(RunFolder.CHECKPOINTS, checkpoints());
        if (ends) {
            TABLES.forEach(table -> compact(table, added, dropped));
        } else {
            String path = Checkpoint.path(id, segment.step());
            added.put(
                    RunFolder.CHECKPOINTS,
                    List.of(publisher.write(path, id, out -> Checkpoint.write(segment.state(), out))));
        }
        run.commitAndDelete(flat(dropped), draft -> {
            dropped.forEach(draft::drop);
            added.forEach(draft::add);
            draft.variant(id, new VariantRecord(status, segment.step(), segment.seconds(), count(draft::files, id)));
        });
        return run.manifest().variants().get(id);
    }

    private Map<String, List<FileRecord>> write(TrainingSegment segment) {
        Map<String, List<FileRecord>> files = new LinkedHashMap<>();
        segment.rows().forEach((table, rows) -> {
            if (!rows.isEmpty()) {
                files.put(table.folder(), publisher.write(table, id, rows));
            }
        });
        if (!segment.snapshots().isEmpty()) {
            List<Row> rows = new ArrayList<>();
            List<FileRecord> models = new ArrayList<>();
            for (Snapshot snapshot : segment.snapshots()) {
                rows.addAll(ParameterRows.of(work.engine().layout(), snapshot.parameters(), id, snapshot.step()));
                if (snapshot.step() > 0 || work.steps() == 0) {
                    models.add(model(snapshot));
                }
            }
            files.put(Table.WEIGHTS.folder(), publisher.write(Table.WEIGHTS, id, rows));
            files.put(RunFolder.MODELS, models);
        }
        return files;
    }

    private FileRecord model(Snapshot snapshot) {
        boolean last = snapshot.step() == work.steps();
        String name = last ? id : "%s-step%d".formatted(id, snapshot.step());
        Weights weights = new Weights(work.engine().layout(), snapshot.parameters());
        ModelFile model = ModelFile.of(work.variant(), weights, images, classes);
        return publisher.write("%s/%s.zip".formatted(RunFolder.MODELS, name), id, model::write);
    }

    /** Brings all files of a table into one, sorted by its key. */
    private void compact(Table table, Map<String, List<FileRecord>> added, Map<String, List<FileRecord>> dropped) {
        List<FileRecord> parts = new ArrayList<>(run.manifest().files(table, id));
        if (parts.isEmpty()) {
            return;
        }
        parts.addAll(added.getOrDefault(table.folder(), List.of()));
        dropped.put(table.folder(), parts);
        Column[] key = table.key().stream().map(functions::col).toArray(Column[]::new);
        added.put(
                table.folder(),
                publisher.write(
                        table,
                        id,
                        run.read(spark, table, parts).coalesce(1).sortWithinPartitions(key),
                        partition -> List.of()));
    }

    static int count(Function<String, List<FileRecord>> outputs, String id) {
        return Stage.TRAIN.outputs().stream()
                .mapToInt(output -> files(outputs, output, id).size())
                .sum();
    }

    private static List<FileRecord> files(Function<String, List<FileRecord>> outputs, String output, String id) {
        return outputs.apply(output).stream()
                .filter(file -> file.scope().equals(id))
                .toList();
    }

    private static List<FileRecord> flat(Map<String, List<FileRecord>> files) {
        return files.values().stream().flatMap(List::stream).toList();
    }
}
