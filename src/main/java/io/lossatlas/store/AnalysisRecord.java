package io.lossatlas.store;

/**
 * The origin of a part of {@code metrics}.
 *
 * @param input SHA-256 over its source files ({@link FileRecord#digest}) and over what the metrics are
 * @param files how many are published of it; where the manifest names fewer, one was lost
 */
public record AnalysisRecord(String input, int files) {}
