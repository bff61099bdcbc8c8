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

    /**
     * How a surface is completed; not at all where all its points are computed, nor as long as points that are wanted are not there, be it that
     * it is not known yet which these are.
     */
    public Optional<Completion> of(SurfaceKey key) {
        return Optional.ofNullable(run.manifest().surfaces().get(key.scope()))
                .filter(SurfaceRecord::leavesOut)
                .map(SurfaceRecord::adaptive)
                .flatMap(adaptive -> of(key, adaptive));
    }

    private Optional<Completion> of(SurfaceKey key, SurfaceRecord.Adaptive adaptive) {
        long published = run.manifest().files(Table.SURFACE, key.scope()).stream()
                .mapToLong(FileRecord::rows)
                .sum();
        List<Integer> failed = failed(key);
        return published + failed.size() == adaptive.wanted()
                ? Optional.of(new Completion(adaptive.tolerance(), failed))
                : Optional.empty();
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
