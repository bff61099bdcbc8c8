package io.lossatlas.config.parse;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The settings of one source, by known key. */
final class Layer {
    /** The source of the defaults. */
    static final String REFERENCE = "reference.conf";

    private static final String STEPS = "train.steps";
    private static final String EPOCHS = "train.epochs";

    private final KnownKeys known;
    private final String source;
    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final SortedMap<Integer, String> unknown = new TreeMap<>();

    Layer(KnownKeys known, String source) {
        this.known = known;
        this.source = source;
    }

    /** The defaults. */
    static Layer reference(KnownKeys known) {
        Layer layer = new Layer(known, REFERENCE);
        known.defaults().forEach(layer::put);
        return layer;
    }

    /** A file whose keys are under {@code lossatlas}. Its substitutions see the file itself and the environment. */
    static Layer file(KnownKeys known, ConfigSource source) {
        return new Layer(known, source.description()).readAll(parse(source).root());
    }

    /** A text whose keys are those under {@code lossatlas}. */
    static Layer inner(KnownKeys known, ConfigSource source) {
        return new Layer(known, source.description())
                .readAll(parse(source).atPath(KnownKeys.ROOT).root());
    }

    /** HOCON, resolved. A refusal has no cause, which would quote the text with its credentials. */
    static Config parse(ConfigSource source) {
        ConfigParseOptions options = ConfigParseOptions.defaults()
                .setOriginDescription(source.description())
                .setIncluder(new NoIncludes(source.description()));
        try {
            return ConfigFactory.parseString(source.text(), options).resolve();
        } catch (ConfigException e) {
            throw new RefusedException(Secrets.mask(e.getMessage()));
        }
    }

    private Layer readAll(ConfigObject root) {
        root.forEach((name, value) -> {
            if (name.equals(KnownKeys.ROOT)) {
                readGroup("", group(KnownKeys.ROOT, value));
            } else {
                addUnknown(
                        value,
                        ConfigUtil.joinPath(name),
                        known.isKnown(name) ? KnownKeys.ROOT + "." + name : KnownKeys.ROOT);
            }
        });
        if (!unknown.isEmpty()) {
            throw new RefusedException(String.join(System.lineSeparator(), unknown.values()));
        }
        return this;
    }

    private void readGroup(String prefix, ConfigObject object) {
        object.forEach((name, value) -> {
            String key = prefix + ConfigUtil.joinPath(name);
            if (known.isKey(key)) {
                put(key, value);
            } else if (known.isGroup(key)) {
                readGroup(key + ".", group(key, value));
            } else {
                addUnknown(value, key, known.nearest(key));
            }
        });
    }

    private ConfigObject group(String key, ConfigValue value) {
        if (value instanceof ConfigObject object) {
            return object;
        }
        throw new Setting(key, value, source).refused("a group of keys");
    }

    private void addUnknown(ConfigValue value, String key, String nearest) {
        String text = "%s (%s): unknown key; did you mean %s?".formatted(key, Setting.place(value, source), nearest);
        unknown.merge(value.origin().lineNumber(), text, (one, other) -> one + System.lineSeparator() + other);
    }

    /** Sets a known key; {@code null} for steps or epochs says that the other one decides. */
    void put(String key, ConfigValue value) {
        boolean left = value.valueType() == ConfigValueType.NULL && (key.equals(STEPS) || key.equals(EPOCHS));
        if (!left) {
            settings.put(key, new Setting(key, value, source));
        }
    }

    Optional<Setting> get(String key) {
        return Optional.ofNullable(settings.get(key));
    }

    /** The settings of this layer, and of those below where it has none: of steps and epochs, it overrides both. */
    Map<String, Setting> over(Map<String, Setting> below) {
        Map<String, Setting> all = new LinkedHashMap<>(below);
        Optional<Setting> steps = get(STEPS);
        Optional<Setting> epochs = get(EPOCHS);
        if (steps.isPresent() && epochs.isPresent()) {
            throw new RefusedException("%s (%s): expected either %s or %s, found both (%s: %s)"
                    .formatted(
                            EPOCHS,
                            epochs.get().place(),
                            STEPS,
                            EPOCHS,
                            STEPS,
                            steps.get().place()));
        }
        if (steps.isPresent() || epochs.isPresent()) {
            all.remove(STEPS);
            all.remove(EPOCHS);
        }
        all.putAll(settings);
        return all;
    }
}
