package io.lossatlas.store;

/**
 * What a part of {@code metrics} was made from.
 *
 * @param input SHA-256 of what its source files' SHA-256s are; see {@link FileRecord#digest}
 * @param files how many are published of it; where the manifest names fewer, one was lost
 */
public record AnalysisRecord(String input, int files) {}
