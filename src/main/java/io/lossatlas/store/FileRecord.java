package io.lossatlas.store;

import io.lossatlas.config.identity.Sha256;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A published file.
 *
 * @param path relative to the run's folder
 * @param scope what its rows are about: a variant, or a surface
 * @param rows rows of a table, 0 for other files
 * @param bytes length
 * @param sha256 of the content, in hexadecimal
 * @param covers which points and shards of a grid its rows are of; empty where they are of none
 */
public record FileRecord(String path, String scope, long rows, long bytes, String sha256, List<Span> covers) {

    /** Copies the spans; absent ones are none. */
    public FileRecord {
        covers = covers == null ? List.of() : List.copyOf(covers);
    }

    /** The same file, about another scope. */
    FileRecord of(String other) {
        return new FileRecord(path, other, rows, bytes, sha256, covers);
    }

    /** One SHA-256 for several files, whatever their order and names: of their own, sorted, a line each. */
    public static String digest(Collection<FileRecord> files) {
        String hashes = files.stream().map(FileRecord::sha256).sorted().collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(Sha256.of(hashes));
    }
}
