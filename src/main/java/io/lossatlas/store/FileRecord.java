package io.lossatlas.store;

import java.util.List;

/**
 * A published file.
 *
 * @param path relative to the run's folder
 * @param scope what its rows are about: a variant, or a surface
 * @param rows rows of a table, 0 for other files
 * @param bytes length
 * @param sha256 of the content, in hexadecimal
 * @param covers for {@code losses}, which points and shards its rows are; empty for other tables
 */
public record FileRecord(String path, String scope, long rows, long bytes, String sha256, List<Span> covers) {

    /** Copies the spans; absent ones are none. */
    public FileRecord {
        covers = covers == null ? List.of() : List.copyOf(covers);
    }
}
