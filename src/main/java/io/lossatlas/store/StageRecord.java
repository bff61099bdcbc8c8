package io.lossatlas.store;

import java.util.Map;
import java.util.TreeMap;

/**
 * A stage as it stands.
 *
 * @param fingerprint the inputs that decide its numbers, by name
 * @param done how many of its parts (variants, surfaces) are published
 * @param total how many the configuration asks for
 */
public record StageRecord(Map<String, String> fingerprint, int done, int total) {

    /** Sorts the fingerprint. */
    public StageRecord {
        fingerprint = new TreeMap<>(fingerprint);
    }

    /** Whether every part is published. */
    public boolean complete() {
        return done == total;
    }
}
