package io.lossatlas.config.parse;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import java.util.List;

/** The layer of {@code --set key=value}. */
final class SetOptions {
    private static final String OPTION = "--set";
    private static final String VALUE = "value";

    private final KnownKeys known;

    private SetOptions(KnownKeys known) {
        this.known = known;
    }

    /** Of two options for one key the later one counts. */
    static Layer layer(KnownKeys known, List<String> options) {
        SetOptions reader = new SetOptions(known);
        Layer layer = new Layer(known, OPTION);
        for (String option : options) {
            int equals = option.indexOf('=');
            if (equals < 1) {
                throw new RefusedException("%s: expected key=value, found %s".formatted(OPTION, Secrets.mask(option)));
            }
            String key = reader.key(option.substring(0, equals).strip());
            layer.put(key, reader.value(key, option.substring(equals + 1)));
        }
        return layer;
    }

    private String key(String name) {
        String prefix = KnownKeys.ROOT + ".";
        String key = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        if (known.isGroup(key)) {
            throw new RefusedException("%s (%s): expected one of its keys, %s"
                    .formatted(key, OPTION, String.join(", ", known.within(key))));
        }
        if (!known.isKey(key)) {
            throw new RefusedException(
                    "%s (%s): unknown key; did you mean %s?".formatted(key, OPTION, known.nearest(key)));
        }
        return key;
    }

    /** Text as it stands where the key takes text; HOCON otherwise, in which a list may go without its brackets. */
    private ConfigValue value(String key, String text) {
        if (known.takesText(key)) {
            return ConfigValueFactory.fromAnyRef(text, OPTION);
        }
        if (text.isBlank() && !known.takesList(key)) {
            throw new RefusedException("%s (%s): expected a value, found nothing".formatted(key, OPTION));
        }
        boolean bare = known.takesList(key) && !text.strip().startsWith("[");
        String hocon = bare ? "[" + text + "]" : text;
        ConfigObject parsed = Layer.parse(new ConfigSource(key + " (" + OPTION + ")", VALUE + ": " + hocon))
                .root();
        if (parsed.size() != 1 || !parsed.containsKey(VALUE)) {
            throw new RefusedException("%s (%s): expected one value, found %s".formatted(key, OPTION, text));
        }
        return parsed.get(VALUE);
    }
}
