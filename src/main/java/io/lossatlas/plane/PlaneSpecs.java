package io.lossatlas.plane;

import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.SurfaceConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The kinds of planes there are, and the planes that a configuration asks for. */
public final class PlaneSpecs {
    private static final Map<String, BiFunction<PlaneConfig, SurfaceConfig, List<PlaneSpec>>> KINDS =
            new TreeMap<>(Map.of(RandomPlane.TYPE, RandomPlane::read, LinePlane.TYPE, LinePlane::read));

    private PlaneSpecs() {}

    /**
     * The planes of a configuration, in its order.
     *
     * @throws RefusedException naming key and place of an entry that is none of the kinds, or of two planes of one name
     */
    public static List<PlaneSpec> of(SurfaceConfig surface) {
        if (surface.planes().isEmpty()) {
            return RandomPlane.ofSeeds(surface);
        }
        Set<String> ids = new HashSet<>();
        return surface.planes().stream()
                .flatMap(entry -> read(entry, surface).stream().peek(plane -> {
                    if (!ids.add(plane.id())) {
                        throw entry.refused(
                                "type", "planes of different names; there is a %s already".formatted(plane.id()));
                    }
                }))
                .toList();
    }

    /** The values of {@code type}, sorted. */
    static Set<String> kinds() {
        return KINDS.keySet();
    }

    private static List<PlaneSpec> read(PlaneConfig entry, SurfaceConfig surface) {
        BiFunction<PlaneConfig, SurfaceConfig, List<PlaneSpec>> kind = KINDS.get(entry.type());
        if (kind == null) {
            throw entry.refused("type", "one of " + String.join(", ", kinds()));
        }
        return kind.apply(entry, surface);
    }
}
