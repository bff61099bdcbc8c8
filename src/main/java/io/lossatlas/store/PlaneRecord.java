package io.lossatlas.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lossatlas.config.AxisConfig;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.PlaneSpec;
import io.lossatlas.plane.RandomPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A plane that a run has begun: what its points and directions were made from.
 *
 * @param x the axis of alpha
 * @param y the axis of beta
 * @param settings what decides its directions, by name
 * @param sample the distribution that they were drawn from; empty where they were chosen
 */
public record PlaneRecord(AxisConfig x, AxisConfig y, SortedMap<String, String> settings, String sample) {
    private static final String TYPE = "type";

    /** Where the sample was not recorded yet, random planes were the only ones that were drawn. */
    public PlaneRecord {
        if (sample == null) {
            sample = RandomPlane.TYPE.equals(settings.get(TYPE))
                    ? RandomPlane.sample(settings.get(RandomPlane.NORMALIZE))
                    : "";
        }
    }

    /** Of a plane as the configuration asks for it. */
    public static PlaneRecord of(PlaneSpec spec) {
        return new PlaneRecord(
                spec.grid().x(),
                spec.grid().y(),
                new TreeMap<>(spec.settings()),
                spec.sample().orElse(""));
    }

    /** Its kind: {@code type} of its settings. */
    @JsonIgnore
    public String type() {
        return settings.getOrDefault(TYPE, "");
    }

    /** What metrics may be averaged over: the sample and the grid that it has in common with others; nothing of one that was chosen. */
    @JsonIgnore
    public Optional<String> distribution() {
        return sample.isEmpty() ? Optional.empty() : Optional.of("%s; %s; %s".formatted(sample, x, y));
    }

    /** Its points. */
    @JsonIgnore
    public Grid grid() {
        return new Grid(x, y);
    }

    /** One line for each key in which a plane of the same name differs. */
    public List<String> differences(String id, PlaneRecord now) {
        Map<String, String> published = flat();
        Map<String, String> other = now.flat();
        TreeSet<String> keys = new TreeSet<>(published.keySet());
        keys.addAll(other.keySet());
        List<String> lines = new ArrayList<>();
        for (String key : keys) {
            if (!Objects.equals(published.get(key), other.get(key))) {
                lines.add("surface.planes, %s: %s: published %s, now %s"
                        .formatted(id, key, published.get(key), other.get(key)));
            }
        }
        return lines;
    }

    private Map<String, String> flat() {
        Map<String, String> flat = new TreeMap<>(settings);
        flatten("x", x, flat);
        flatten("y", y, flat);
        return flat;
    }

    private static void flatten(String name, AxisConfig axis, Map<String, String> flat) {
        flat.put(name + ".min", Double.toString(axis.min()));
        flat.put(name + ".max", Double.toString(axis.max()));
        flat.put(name + ".points", Integer.toString(axis.points()));
    }
}
