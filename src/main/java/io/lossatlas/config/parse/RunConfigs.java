package io.lossatlas.config.parse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the configuration of a run. Neither system properties nor the environment override a key. */
public final class RunConfigs {

    private RunConfigs() {}

    /**
     * The configuration that {@code --set} options make of a file, and the file of the defaults.
     *
     * @param file HOCON whose keys are under {@code lossatlas}
     * @param sets {@code key=value}, with or without {@code lossatlas.}: as it stands where the key takes text, HOCON
     *     otherwise; of two for one key the later one counts
     * @throws RefusedException for HOCON that does not parse, unknown keys and values that a key does not take; the
     *     message names key, source and line, what was expected and what was found
     */
    public static RunConfig load(Optional<ConfigSource> file, List<String> sets) {
        KnownKeys known = known();
        Map<String, Setting> settings = Layer.reference(known).over(Map.of());
        if (file.isPresent()) {
            settings = Layer.file(known, file.get()).over(settings);
        }
        return new RunConfigReader(SetOptions.layer(known, sets).over(settings)).read();
    }

    /**
     * The configuration of a run that exists.
     *
     * @param manifest the value of {@code configuration} in its manifest, as JSON: what {@link #toMap} gave
     * @param sets as {@link #load} takes them
     * @throws RefusedException as {@link #load} throws it
     */
    public static RunConfig fromManifest(ConfigSource manifest, List<String> sets) {
        KnownKeys known = known();
        Map<String, Setting> defaults = Layer.reference(known).over(Map.of());
        Map<String, Setting> published = Layer.inner(known, manifest).over(defaults);
        return new RunConfigReader(SetOptions.layer(known, sets).over(published)).read();
    }

    /** The configuration of a run that exists, unchanged. */
    public static RunConfig fromManifestJson(String json) {
        return fromManifest(new ConfigSource("manifest.json", json), List.of());
    }

    /** HOCON that {@link #load} reads as the same configuration, but for credentials, which are hidden. */
    public static String render(RunConfig config) {
        StringBuilder text = new StringBuilder();
        append(text, 0, KnownKeys.ROOT, toMap(config));
        return text.toString();
    }

    private static void append(StringBuilder text, int depth, String key, Object value) {
        String indent = "  ".repeat(depth);
        if (value instanceof Map<?, ?> group) {
            text.append(indent).append(key).append(" {\n");
            group.forEach((name, inner) -> append(text, depth + 1, name.toString(), inner));
            text.append(indent).append("}\n");
        } else {
            String hocon = ConfigValueFactory.fromAnyRef(value).render(ConfigRenderOptions.concise());
            text.append(indent).append(key).append(" = ").append(hocon).append('\n');
        }
    }

    /**
     * The configuration as nested maps by key, in the order of {@code reference.conf}: text (credentials hidden),
     * numbers, and lists of these.
     */
    public static Map<String, Object> toMap(RunConfig config) {
        return ConfigTree.of(config);
    }

    static KnownKeys known() {
        Config reference = ConfigFactory.parseResources(
                "reference.conf", ConfigParseOptions.defaults().setClassLoader(RunConfigs.class.getClassLoader()));
        return new KnownKeys(reference.getObject(KnownKeys.ROOT));
    }
}
