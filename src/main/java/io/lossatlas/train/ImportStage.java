package io.lossatlas.train;

import io.lossatlas.graph.Weights;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.ParameterRows;
import io.lossatlas.store.Publisher;
import io.lossatlas.store.Run;
import io.lossatlas.store.StoredWeights;
import io.lossatlas.store.Table;
import io.lossatlas.store.VariantRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;

/** Publishes weights of networks that are brought along, in place of a training: one block of rows for each step. */
public final class ImportStage {
    private final SparkSession spark;
    private final Run run;
    private final Publisher publisher;

    /** A stage on an open run. */
    public ImportStage(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
        this.publisher = new Publisher(spark, run.folder());
    }

    /**
     * Publishes the steps of a network that the run lacks, all of them at once; one step is in memory at a time.
     *
     * @param steps weights by step, at least one
     * @return how many steps were published
     */
    public int publish(String id, SortedMap<Integer, Supplier<Weights>> steps) {
        Set<Integer> published = published(id);
        List<Integer> missing = steps.keySet().stream()
                .filter(step -> !published.contains(step))
                .toList();
        if (missing.isEmpty()) {
            return 0;
        }
        List<FileRecord> files = new ArrayList<>();
        for (int step : missing) {
            Weights weights = steps.get(step).get();
            files.addAll(
                    publisher.write(Table.WEIGHTS, id, ParameterRows.of(weights.layout(), weights.values(), id, step)));
        }
        TreeSet<Integer> all = new TreeSet<>(published);
        all.addAll(missing);
        run.commit(draft -> {
            draft.add(Table.WEIGHTS.folder(), files);
            draft.variant(
                    id, new VariantRecord(VariantRecord.DONE, all.last(), 0, TrainedFiles.count(draft::files, id)));
        });
        return missing.size();
    }

    /**
     * Publishes weights of a file that planes lead to, at step 0 and apart from the networks of the run, unless the very same are
     * there; others of this name are replaced.
     *
     * @return whether they were published now
     */
    public boolean publishFile(String name, Weights weights) {
        List<FileRecord> before = run.manifest().files(Table.WEIGHTS, name);
        if (!before.isEmpty() && StoredWeights.hold(spark, run, name, 0, weights)) {
            return false;
        }
        List<FileRecord> files =
                publisher.write(Table.WEIGHTS, name, ParameterRows.of(weights.layout(), weights.values(), name, 0));
        run.commitAndDelete(before, draft -> {
            draft.drop(Table.WEIGHTS.folder(), before);
            draft.add(Table.WEIGHTS.folder(), files);
        });
        return true;
    }

    /** The steps whose weights are published; none when a file is missing, and then nothing is left of the network. */
    private Set<Integer> published(String id) {
        if (TrainedFiles.published(run.manifest(), id).isEmpty()) {
            TrainedFiles.forget(run, id);
            return Set.of();
        }
        Set<Integer> steps = new HashSet<>();
        run.read(spark, Table.WEIGHTS, run.manifest().files(Table.WEIGHTS, id))
                .select("step")
                .distinct()
                .collectAsList()
                .forEach(row -> steps.add(row.getInt(0)));
        return steps;
    }
}
