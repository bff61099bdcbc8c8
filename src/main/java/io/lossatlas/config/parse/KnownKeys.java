package io.lossatlas.config.parse;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** The keys there are, without {@code lossatlas.}: those of {@code reference.conf}, whose values tell what each takes. */
final class KnownKeys {
    /** The group that holds all keys of a file. */
    static final String ROOT = "lossatlas";

    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

    private final Map<String, ConfigValue> leaves = new LinkedHashMap<>();
    private final Set<String> groups = new TreeSet<>();

    KnownKeys(ConfigObject reference) {
        collect("", reference);
    }

    private void collect(String prefix, ConfigObject object) {
        object.forEach((name, value) -> {
            String key = prefix + name;
            if (value instanceof ConfigObject group) {
                groups.add(key);
                collect(key + ".", group);
            } else {
                leaves.put(key, value);
            }
        });
    }

    Map<String, ConfigValue> defaults() {
        return Collections.unmodifiableMap(leaves);
    }

    boolean isKey(String key) {
        return leaves.containsKey(key);
    }

    boolean isGroup(String key) {
        return groups.contains(key);
    }

    boolean isKnown(String keyOrGroup) {
        return isKey(keyOrGroup) || isGroup(keyOrGroup);
    }

    /** The keys of a group. */
    List<String> within(String group) {
        return leaves.keySet().stream()
                .filter(key -> key.startsWith(group + "."))
                .sorted()
                .toList();
    }

    boolean takesText(String key) {
        return leaves.get(key).valueType() == ConfigValueType.STRING;
    }

    boolean takesList(String key) {
        return leaves.get(key).valueType() == ConfigValueType.LIST;
    }

    /** The key that an unknown one was most likely meant to be: by edit distance, of its last name or else of the whole. */
    String nearest(String unknown) {
        Comparator<String> byDistance = Comparator.comparingInt(key -> distance(unknown, key));
        Comparator<String> byWhole = Comparator.comparingInt(key -> EDITS.apply(unknown, key));
        return Collections.min(
                leaves.keySet(), byDistance.thenComparing(byWhole).thenComparing(Comparator.naturalOrder()));
    }

    private static int distance(String unknown, String key) {
        String name = key.substring(key.lastIndexOf('.') + 1);
        return Math.min(EDITS.apply(unknown, key), 1 + EDITS.apply(unknown, name));
    }
}
