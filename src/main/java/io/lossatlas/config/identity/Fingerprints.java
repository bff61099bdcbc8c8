package io.lossatlas.config.identity;

import io.lossatlas.config.Augment;
import io.lossatlas.config.DataConfig;
import io.lossatlas.config.LossKind;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.landscape.SurfaceCurvature;
import io.lossatlas.config.parse.RunConfigs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The settings that decide the numbers of a stage, by key. Whatever only names rows (the lists of the sweep, direction
 * seeds, planes, split, bn) is left out: more of it extends a run. So is what changes no number: {@code output}, {@code
 * spark.*}, the place that identical data are read from.
 */
public final class Fingerprints {
    /** Raised when the same configuration trains to other numbers than before. */
    public static final int TRAIN_RESULTS_VERSION = 3;

    /** Raised when the same weights give other directions or losses than before. */
    public static final int SURFACE_RESULTS_VERSION = 2;

    /** Raised when the same weights give other eigenvalues, traces or spectra than before. */
    public static final int CURVATURE_RESULTS_VERSION = 2;

    private static final String WEIGHTS = "weights.sha256";
    private static final String NETWORKS = "networks.";
    private static final String FILES = "files.";
    private static final String GRAPH = ".graph";
    private static final String STEP = ".weights.";
    private static final String TRAINED = "no file: trained here";
    private static final String RESULTS_VERSION = "results-version";
    private static final String NOTHING = "nothing";

    private Fingerprints() {}

    /**
     * The settings that decide weights, history and gradients.
     *
     * @param dataHashes of the data files, by the keys that name them
     */
    public static Map<String, String> train(RunConfig config, Map<String, String> dataHashes) {
        SortedMap<String, String> fingerprint = data(config, dataHashes);
        fingerprint.put(RESULTS_VERSION, Integer.toString(TRAIN_RESULTS_VERSION));
        copy(flat(config), "train.", fingerprint);
        // Absent where they change nothing, as in runs made before there were these keys.
        if (config.train().milestones().isEmpty()) {
            fingerprint.remove("train.milestones");
        }
        if (config.train().augment() == Augment.NONE) {
            fingerprint.remove("train.augment");
        }
        return fingerprint;
    }

    /**
     * The fingerprint of the weights of a network that was trained elsewhere.
     *
     * @param sha256 of its file, in hexadecimal
     */
    public static Map<String, String> weights(String sha256) {
        return new TreeMap<>(Map.of(WEIGHTS, sha256));
    }

    /**
     * The fingerprint of networks that are brought along, of which a run may hold more than are named now.
     *
     * @param hashes SHA-256 in hexadecimal of each graph, as {@code NAME.graph}, and of its weights, as
     *     {@code NAME.weights.STEP}
     */
    public static Map<String, String> networks(Map<String, String> hashes) {
        SortedMap<String, String> fingerprint = new TreeMap<>();
        hashes.forEach((key, hash) -> fingerprint.put(NETWORKS + key, hash));
        return fingerprint;
    }

    /**
     * The fingerprint of files of weights that planes lead to, of which a run may hold more than are named now.
     *
     * @param hashes SHA-256 in hexadecimal by the name of the file, less its ending
     */
    public static Map<String, String> files(Map<String, String> hashes) {
        SortedMap<String, String> fingerprint = new TreeMap<>();
        hashes.forEach((name, hash) -> fingerprint.put(FILES + name, hash));
        return fingerprint;
    }

    /**
     * The steps of the weights of a network that is brought along.
     *
     * @param fingerprint as {@link #networks} made it
     * @param network its name
     */
    public static NavigableSet<Integer> steps(Map<String, String> fingerprint, String network) {
        String prefix = NETWORKS + network + STEP;
        return fingerprint.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(step -> step.matches("\\d{1,9}"))
                .map(Integer::valueOf)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What a stage is recorded with: of networks that are brought along, and of files, those of before as well. */
    public static Map<String, String> joined(Map<String, String> published, Map<String, String> now) {
        boolean networks = areNetworks(published) && areNetworks(now);
        Map<String, String> all = new TreeMap<>(published);
        all.keySet().removeIf(key -> !networks && !key.startsWith(FILES));
        all.putAll(now);
        return all;
    }

    /** The same of stages that compute the one or the other: what only one of them names may be there or not. */
    public static List<String> differencesInCommon(Map<String, String> published, Map<String, String> now) {
        Map<String, String> common = new TreeMap<>(published);
        common.keySet().retainAll(now.keySet());
        Map<String, String> asked = new TreeMap<>(now);
        asked.keySet().retainAll(published.keySet());
        return differences(common, asked);
    }

    private static boolean areNetworks(Map<String, String> fingerprint) {
        return fingerprint.keySet().stream().anyMatch(key -> key.startsWith(NETWORKS));
    }

    /**
     * The settings that decide directions and losses, apart from the weights.
     *
     * @param dataHashes of the data files, by the keys that name them
     */
    public static Map<String, String> surface(RunConfig config, Map<String, String> dataHashes) {
        SortedMap<String, String> keys = flat(config);
        SortedMap<String, String> fingerprint = data(config, dataHashes);
        fingerprint.put(RESULTS_VERSION, Integer.toString(SURFACE_RESULTS_VERSION));
        copy(keys, "data.shards", fingerprint);
        copy(keys, "surface.", fingerprint);
        fingerprint
                .keySet()
                .removeAll(List.of(
                        "surface.split",
                        "surface.bn",
                        "surface.direction-seeds",
                        "surface.planes",
                        "surface.curvature",
                        "surface.curvature-iterations"));
        // Absent where it is what it was in runs made before there was this key.
        if (config.surface().loss() == LossKind.CROSS_ENTROPY) {
            fingerprint.remove("surface.loss");
        }
        if (!config.surface().isAdaptive()) {
            fingerprint.remove("surface.adaptive.tolerance");
        }
        if (!config.surface().examplesUntil().wanted()) {
            fingerprint.keySet().removeIf(key -> key.startsWith("surface.examples-until."));
        }
        return fingerprint;
    }

    /**
     * The settings that decide eigenvalues, traces and spectra, apart from the weights: those at the networks' own weights, those
     * over the grids of planes, as far as the configuration asks for them.
     *
     * @param dataHashes of the data files, by the keys that name them
     */
    public static Map<String, String> curvature(RunConfig config, Map<String, String> dataHashes) {
        SortedMap<String, String> fingerprint = data(config, dataHashes);
        fingerprint.put(RESULTS_VERSION, Integer.toString(CURVATURE_RESULTS_VERSION));
        fingerprint.put("surface.loss", config.surface().loss().text());
        if (config.curvature().wanted()) {
            copy(flat(config), "curvature.", fingerprint);
        }
        if (config.surface().curvature() != SurfaceCurvature.NONE) {
            copy(flat(config), "surface.curvature-iterations", fingerprint);
            copy(flat(config), "surface.examples", fingerprint);
        }
        fingerprint
                .keySet()
                .removeAll(List.of("curvature.split", "curvature.bn", "curvature.operators", "curvature.steps"));
        return fingerprint;
    }

    /** The settings behind metrics, apart from the tables that they are made from and from what the metrics are. */
    public static Map<String, String> analyze(RunConfig config) {
        SortedMap<String, String> keys = flat(config);
        SortedMap<String, String> fingerprint = new TreeMap<>();
        copy(keys, "data.shards", fingerprint);
        copy(keys, "surface.x.", fingerprint);
        copy(keys, "surface.y.", fingerprint);
        return fingerprint;
    }

    /**
     * One line for each key that differs, in the order of the keys; none for equal fingerprints. Between a network of a
     * file and one that is trained, that is the only line; of networks that are brought along, and of files that planes lead to, only
     * those that both name count.
     */
    public static List<String> differences(Map<String, String> published, Map<String, String> now) {
        if (areNetworks(published) != areNetworks(now)) {
            return List.of("networks: published %s, now %s".formatted(origin(published), origin(now)));
        }
        if (published.containsKey(WEIGHTS) != now.containsKey(WEIGHTS)) {
            return List.of("%s: published %s, now %s"
                    .formatted(WEIGHTS, published.getOrDefault(WEIGHTS, TRAINED), now.getOrDefault(WEIGHTS, TRAINED)));
        }
        SortedSet<String> keys = new TreeSet<>(published.keySet());
        if (areNetworks(now)) {
            keys.retainAll(now.keySet());
        } else {
            keys.addAll(now.keySet());
            keys.removeIf(key -> key.startsWith(FILES) && !(published.containsKey(key) && now.containsKey(key)));
        }
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(published.get(key), now.get(key))) {
                lines.add("%s: published %s, now %s"
                        .formatted(key, published.getOrDefault(key, NOTHING), now.getOrDefault(key, NOTHING)));
            }
        }
        return List.copyOf(lines);
    }

    private static String origin(Map<String, String> fingerprint) {
        if (!areNetworks(fingerprint)) {
            return fingerprint.containsKey(WEIGHTS) ? "a sweep's network of a file" : "a sweep that is trained here";
        }
        return fingerprint.keySet().stream()
                .filter(key -> key.endsWith(GRAPH))
                .map(key -> key.substring(NETWORKS.length(), key.length() - GRAPH.length()))
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<String, String> data(RunConfig config, Map<String, String> dataHashes) {
        SortedMap<String, String> fingerprint = new TreeMap<>(dataHashes);
        SortedMap<String, String> keys = flat(config);
        copy(keys, "data.train-examples", fingerprint);
        copy(keys, "data.test-examples", fingerprint);
        // Absent where the format's own are used, as in runs made before there were these keys.
        DataConfig data = config.data();
        if (data.classes() != 0) {
            copy(keys, "data.classes", fingerprint);
        }
        if (!data.mean().isEmpty()) {
            copy(keys, "data.mean", fingerprint);
        }
        if (!data.std().isEmpty()) {
            copy(keys, "data.std", fingerprint);
        }
        return fingerprint;
    }

    private static void copy(SortedMap<String, String> keys, String prefix, Map<String, String> to) {
        keys.forEach((key, value) -> {
            if (key.startsWith(prefix)) {
                to.put(key, value);
            }
        });
    }

    private static SortedMap<String, String> flat(RunConfig config) {
        SortedMap<String, String> flat = new TreeMap<>();
        flatten("", RunConfigs.toMap(config), flat);
        return flat;
    }

    private static void flatten(String prefix, Map<?, ?> group, Map<String, String> flat) {
        group.forEach((name, value) -> {
            if (value instanceof Map<?, ?> inner) {
                flatten(prefix + name + ".", inner, flat);
            } else {
                flat.put(prefix + name, value.toString());
            }
        });
    }
}
