package io.lossatlas.analysis;

import io.lossatlas.config.identity.Sha256;
import io.lossatlas.store.FileRecord;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A part of {@code metrics} that one Spark job of one task makes, published on its own.
 *
 * @param scope what its rows are about
 * @param sources the published files that it is made from
 * @param rows its rows, in one partition
 */
record MetricJob(String scope, List<FileRecord> sources, Supplier<Dataset<Row>> rows) {

    /** What its numbers depend on: SHA-256 over the digests of its sources and of the registry, in hexadecimal. */
    String input() {
        return HexFormat.of().formatHex(Sha256.of(FileRecord.digest(sources) + "\n" + Metrics.digest()));
    }
}
