package io.lossatlas.analysis;

import io.lossatlas.config.RunConfig;
import io.lossatlas.config.identity.Fingerprints;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The inputs that decide the metrics of a run beside the tables that they are made from: grid, shards and registry.
 * Other grids or shards would change what is published and are refused; metrics of another registry are computed anew.
 */
public final class AnalysisFingerprint {
    private static final String REGISTRY = "metrics";

    /** Stands in runs from before the registry was part of the fingerprint. */
    private static final String RESULTS_VERSION = "results-version";

    private AnalysisFingerprint() {}

    /** By key; the registry as {@link Metrics#digest}. */
    public static Map<String, String> of(RunConfig config) {
        SortedMap<String, String> fingerprint = new TreeMap<>(Fingerprints.analyze(config));
        fingerprint.put(REGISTRY, Metrics.digest());
        return fingerprint;
    }

    /** Reasons not to go on with published metrics: a line for each key, in the order of the keys; none for the registry. */
    public static List<String> differences(Map<String, String> published, Map<String, String> now) {
        return Fingerprints.differences(withoutRegistry(published), withoutRegistry(now));
    }

    /** Whether metrics were published with another registry than this program's. */
    public static boolean isOfAnotherRegistry(Map<String, String> published) {
        return !Metrics.digest().equals(published.get(REGISTRY));
    }

    private static Map<String, String> withoutRegistry(Map<String, String> fingerprint) {
        Map<String, String> rest = new TreeMap<>(fingerprint);
        rest.keySet().removeAll(List.of(REGISTRY, RESULTS_VERSION));
        return rest;
    }
}
