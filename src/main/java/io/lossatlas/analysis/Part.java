package io.lossatlas.analysis;

import io.lossatlas.store.AnalysisRecord;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Table;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A part of {@code metrics} that is made and published on its own, by one Spark task.
 *
 * @param scope what its rows are about
 * @param sources the published files that it is made from
 * @param rows its rows, in one partition
 */
record Part(String scope, List<FileRecord> sources, Supplier<Dataset<Row>> rows) {

    /** What its numbers depend on. */
    String input() {
        return FileRecord.digest(sources);
    }

    /** What the manifest says of it once it is published. */
    AnalysisRecord record(List<FileRecord> files) {
        return new AnalysisRecord(input(), files.size());
    }

    /** Whether it is published, whole and of the files that there are now. */
    boolean isPublished(Manifest manifest) {
        return record(manifest.files(Table.METRICS, scope))
                .equals(manifest.analyses().get(scope));
    }
}
