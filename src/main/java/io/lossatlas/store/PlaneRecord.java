package io.lossatlas.store;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lossatlas.plane.Grid;
import io.lossatlas.plane.GridSize;
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
public record PlaneRecord(AxisRecord x, AxisRecord y, SortedMap<String, String> settings, String sample) {
    private static final String TYPE = "type";
    private static final String CHOSEN = "chosen";

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
                spec.grid()
                        .map(grid -> AxisRecord.of(grid.x()))
                        .orElseGet(() -> AxisRecord.chosen(spec.size().nx())),
                spec.grid()
                        .map(grid -> AxisRecord.of(grid.y()))
                        .orElseGet(() -> AxisRecord.chosen(spec.size().ny())),
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
        return sample.isEmpty() ? Optional.empty() : Optional.of("%s; %s; %s".formatted(sample, x.axis(), y.axis()));
    }

    /** How many points it has. */
    @JsonIgnore
    public GridSize size() {
        return new GridSize(x.points(), y.points());
    }

    /** Its points; nothing where they are chosen through each network. */
    @JsonIgnore
    public Optional<Grid> grid() {
        return x.known() && y.known() ? Optional.of(new Grid(x.axis(), y.axis())) : Optional.empty();
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

    private static void flatten(String name, AxisRecord axis, Map<String, String> flat) {
        flat.put(name + ".min", axis.known() ? Double.toString(axis.min()) : CHOSEN);
        flat.put(name + ".max", axis.known() ? Double.toString(axis.max()) : CHOSEN);
        flat.put(name + ".points", Integer.toString(axis.points()));
    }
}
