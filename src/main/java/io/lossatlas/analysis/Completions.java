package io.lossatlas.analysis;

import io.lossatlas.plane.Grid;
import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.plane.adaptive.Completion;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Run;
import io.lossatlas.store.SurfaceRecord;
import io.lossatlas.store.Table;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/** How surfaces of a run are completed of which points were left out. */
public final class Completions {
    private final SparkSession spark;
    private final Run run;

    /** Of an open run. */
    public Completions(SparkSession spark, Run run) {
        this.spark = spark;
        this.run = run;
    }

    /** How a surface is completed; not at all where all its points are computed, or are to be and it is not known yet which. */
    public Optional<Completion> of(SurfaceKey key) {
        return Optional.ofNullable(run.manifest().surfaces().get(key.scope()))
                .map(SurfaceRecord::adaptive)
                .map(adaptive -> new Completion(adaptive.tolerance(), failed(key)));
    }

    private List<Integer> failed(SurfaceKey key) {
        List<FileRecord> files = run.manifest().files(Table.FAILURES, key.scope());
        Grid grid = run.manifest().grid(key.planeKey());
        return files.isEmpty()
                ? List.of()
                : run.read(spark, Table.FAILURES, files).select("i", "j").distinct().collectAsList().stream()
                        .map(row -> (int) grid.index(row.getInt(0), row.getInt(1)))
                        .sorted()
                        .toList();
    }
}
