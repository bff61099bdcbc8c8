package io.lossatlas.config.parse;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.Secrets;
import java.util.ArrayList;
import java.util.List;

/**
 * The value of a key and the place that says so.
 *
 * @param key without {@code lossatlas.}
 * @param value as parsed, with its line
 * @param source a file's description, or {@code --set}
 */
record Setting(String key, ConfigValue value, String source) {

    /** The value, if it is of a kind; refused otherwise. */
    <T> T as(Kind<T> kind) {
        return kind.parse().apply(value).orElseThrow(() -> refused(kind.expected()));
    }

    /** The values of a list, if each is of a kind; refused otherwise. */
    <T> List<T> listOf(Kind<T> kind) {
        if (!(value instanceof ConfigList list)) {
            throw refused("a list, each " + kind.expected());
        }
        return list.stream()
                .map(element -> new Setting(key, element, source).as(kind))
                .toList();
    }

    /** The values of a list in which there is at least one, and each once; refused otherwise. */
    <T> List<T> setOf(Kind<T> kind) {
        List<T> values = listOf(kind);
        if (values.isEmpty()) {
            throw refused("at least one value");
        }
        if (values.stream().distinct().count() < values.size()) {
            throw refused("each value once");
        }
        return values;
    }

    /** The entries of a list of planes. */
    List<PlaneConfig> entries() {
        if (!(value instanceof ConfigList list)) {
            throw refused("a list of planes");
        }
        List<PlaneConfig> entries = new ArrayList<>();
        for (ConfigValue entry : list) {
            entries.add(new PlaneEntry("%s[%d]".formatted(key, entries.size()), entry, source));
        }
        return entries;
    }

    /** That the value is not what was expected. */
    RefusedException refused(String expected) {
        return new RefusedException("%s (%s): expected %s, found %s".formatted(key, place(), expected, found()));
    }

    /** ConfigSource and line, as far as known. */
    String place() {
        return place(value, source);
    }

    static String place(ConfigValue value, String source) {
        int line = value.origin().lineNumber();
        return line > 0 ? source + ":" + line : source;
    }

    private String found() {
        if (value.valueType() == ConfigValueType.OBJECT) {
            return "a group of keys";
        }
        return Secrets.mask(value.render(ConfigRenderOptions.concise()));
    }
}
