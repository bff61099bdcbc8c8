package io.lossatlas.analysis;

import io.lossatlas.config.identity.Sha256;
import io.lossatlas.store.AnalysisRecord;
import io.lossatlas.store.FileRecord;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Table;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;

/**
 * A part of {@code metrics} that one task makes, published on its own.
 *
 * @param scope what its rows are about
 * @param sources the published files that it is made from
 * @param context what else its numbers depend on, as one text
 * @param rows its rows
 */
record MetricJob(String scope, List<FileRecord> sources, String context, Supplier<List<Row>> rows) {

    /** Makes the rows of a part from those of its sources. */
    @FunctionalInterface
    interface Task extends MapPartitionsFunction<Row, Row> {
        @Override
        Iterator<Row> call(Iterator<Row> sources);
    }

    /** A part that depends on its sources and the registry alone. */
    MetricJob(String scope, List<FileRecord> sources, Supplier<List<Row>> rows) {
        this(scope, sources, "", rows);
    }

    /** Its inputs as one hash: SHA-256 over the digests of its sources and of the registry and its context, in hexadecimal. */
    String input() {
        return HexFormat.of().formatHex(Sha256.of(FileRecord.digest(sources) + "\n" + Metrics.digest() + context));
    }

    /** Its entry in the manifest once it is published. */
    AnalysisRecord record(List<FileRecord> files) {
        return new AnalysisRecord(input(), files.size());
    }

    /** Whether it is published, whole and of the files and the registry that there are now. */
    boolean isPublished(Manifest manifest) {
        return record(manifest.files(Table.METRICS, scope))
                .equals(manifest.analyses().get(scope));
    }
}
