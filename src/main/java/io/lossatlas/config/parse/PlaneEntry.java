package io.lossatlas.config.parse;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.Named;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.landscape.StepChoice;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** An entry of {@code surface.planes} as parsed. Equal are entries of equal keys and values, wherever they stand. */
final class PlaneEntry implements PlaneConfig {
    private static final String TYPE = "type";
    private static final LevenshteinDistance EDITS = LevenshteinDistance.getDefaultInstance();

    private final String name;
    private final ConfigObject entry;
    private final String source;

    /**
     * An entry.
     *
     * @param name of the entry in messages
     * @param source a file's description, or {@code --set}
     * @throws RefusedException when it is no group of keys with a type
     */
    PlaneEntry(String name, ConfigValue entry, String source) {
        if (!(entry instanceof ConfigObject group)) {
            throw new Setting(name, entry, source).refused("a group of keys, like {type = random, seeds = [1]}");
        }
        this.name = name;
        this.entry = group;
        this.source = source;
    }

    @Override
    public String type() {
        return text(TYPE).orElseThrow(() -> refused(TYPE, "the name of a kind of plane"));
    }

    @Override
    public Optional<String> text(String key) {
        return setting(key).map(setting -> setting.as(Kind.text()));
    }

    @Override
    public List<String> texts(String key) {
        return setting(key).map(setting -> setting.setOf(Kind.text())).orElse(List.of());
    }

    @Override
    public List<Long> integers(String key) {
        return setting(key)
                .orElseThrow(() -> refused(key, "a list of integers"))
                .setOf(Kind.integer());
    }

    @Override
    public OptionalDouble positive(String key) {
        return setting(key)
                .map(setting ->
                        OptionalDouble.of(setting.as(Kind.number("a number greater than 0", value -> value > 0))))
                .orElse(OptionalDouble.empty());
    }

    @Override
    public <E extends Enum<E> & Named> E oneOf(String key, Class<E> type, E otherwise) {
        return setting(key).map(setting -> setting.as(Kind.oneOf(type))).orElse(otherwise);
    }

    @Override
    public StepChoice steps(String key, StepChoice otherwise) {
        return setting(key).map(StepChoices::read).orElse(otherwise);
    }

    @Override
    public AxisConfig axis(String key, AxisConfig otherwise) {
        if (!entry.containsKey(key)) {
            return otherwise;
        }
        PlaneEntry axis = new PlaneEntry(name + "." + key, entry.get(key), source);
        axis.allowOnly("min", "max", "points");
        AxisConfig read = new AxisConfig(
                axis.number("min", Kind.number(), otherwise.min()),
                axis.number("max", Kind.number(), otherwise.max()),
                axis.number("points", Kind.atLeast(1), otherwise.points()));
        boolean open = Double.isNaN(read.min()) && Double.isNaN(read.max());
        if (!open && read.points() > 1 && !(read.max() > read.min() && Double.isFinite(read.max() - read.min()))) {
            throw axis.refused("max", "a number greater than min, which is " + read.min());
        }
        return read;
    }

    private <T> T number(String key, Kind<T> kind, T otherwise) {
        return setting(key).map(setting -> setting.as(kind)).orElse(otherwise);
    }

    @Override
    public void allowOnly(String... keys) {
        for (String key : entry.keySet()) {
            if (!Arrays.asList(keys).contains(key)) {
                String nearest = Arrays.stream(keys)
                        .min(Comparator.comparingInt(known -> EDITS.apply(key, known)))
                        .orElseThrow();
                throw new RefusedException("%s: unknown key; did you mean %s?".formatted(place(key), nearest));
            }
        }
    }

    @Override
    public RefusedException refused(String key, String expected) {
        return setting(key)
                .map(setting -> setting.refused(expected))
                .orElseGet(
                        () -> new RefusedException("%s: expected %s, found nothing".formatted(place(key), expected)));
    }

    @Override
    public String place(String key) {
        ConfigValue value = entry.getOrDefault(key, entry);
        return "%s.%s (%s)".formatted(name, key, Setting.place(value, source));
    }

    @Override
    public Map<String, Object> toMap() {
        return entry.unwrapped();
    }

    private Optional<Setting> setting(String key) {
        return Optional.ofNullable(entry.get(key)).map(value -> new Setting(name + "." + key, value, source));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlaneEntry that && entry.equals(that.entry);
    }

    @Override
    public int hashCode() {
        return entry.hashCode();
    }

    @Override
    public String toString() {
        return entry.unwrapped().toString();
    }
}
