package io.lossatlas.plane;

import io.lossatlas.config.AxisConfig;
import io.lossatlas.config.PlaneConfig;
import io.lossatlas.config.RefusedException;
import io.lossatlas.config.RunConfig;
import io.lossatlas.config.SurfaceConfig;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** The kinds of planes there are, and the planes that a configuration asks for. */
public final class PlaneSpecs {
    /** Points of a plane whose losses the driver can hold, several times over, to decide which are left out. */
    private static final int MOST_ADAPTIVE = 1 << 22;

    private static final int MOST_STEERED = 1 << 20;

    private static final Map<String, BiFunction<PlaneConfig, RunConfig, List<PlaneSpec>>> KINDS = new TreeMap<>(Map.of(
            RandomPlane.TYPE,
            ofSurface(RandomPlane::read),
            LinePlane.TYPE,
            ofSurface(LinePlane::read),
            TrianglePlane.TYPE,
            ofSurface(TrianglePlane::read),
            TrajectoryPlane.TYPE,
            ofSurface(TrajectoryPlane::read),
            HessianPlane.TYPE,
            HessianPlane::read));

    /** Key and setting of the kind of a plane. */
    static final String TYPE = "type";

    /** Key of the networks that a plane is limited to. */
    static final String VARIANTS = "variants";

    /** Key of the steps through whose weights a plane goes. */
    static final String STEPS = "steps";

    private static final AxisConfig UNKNOWN = new AxisConfig(Double.NaN, Double.NaN, 1);

    private PlaneSpecs() {}

    /** Of a kind to which nothing but the keys of the surface matters. */
    private static BiFunction<PlaneConfig, RunConfig, List<PlaneSpec>> ofSurface(
            BiFunction<PlaneConfig, SurfaceConfig, List<PlaneSpec>> read) {
        return (entry, config) -> read.apply(entry, config.surface());
    }

    /**
     * The planes of a configuration, in its order.
     *
     * @throws RefusedException naming key and place of an entry that is none of the kinds, or of two planes of one name
     */
    public static List<PlaneSpec> of(RunConfig config) {
        List<PlaneSpec> planes = all(config);
        for (PlaneSpec plane : planes) {
            if (config.surface().examplesUntil().wanted() && plane.size().points() > MOST_STEERED) {
                throw new RefusedException(
                        "surface.examples-until.se: expected 0 or planes of at most %,d points, found %s with %,d"
                                .formatted(
                                        MOST_STEERED, plane.id(), plane.size().points()));
            }
            if (config.surface().isAdaptive() && plane.size().points() > MOST_ADAPTIVE) {
                throw new RefusedException(
                        "surface.adaptive.tolerance: expected 0 or planes of at most %,d points, found %s with %,d"
                                .formatted(
                                        MOST_ADAPTIVE, plane.id(), plane.size().points()));
            }
        }
        return planes;
    }

    private static List<PlaneSpec> all(RunConfig config) {
        SurfaceConfig surface = config.surface();
        if (surface.planes().isEmpty()) {
            return RandomPlane.ofSeeds(surface);
        }
        Set<String> ids = new HashSet<>();
        return surface.planes().stream()
                .flatMap(entry -> read(entry, config).stream().peek(plane -> {
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

    /** How many points a plane has whose range is chosen: as many as a random one unless its entry says otherwise. */
    static GridSize size(PlaneConfig entry, SurfaceConfig surface) {
        return new GridSize(
                entry.axis("x", open(surface.x())).points(),
                entry.axis("y", open(surface.y())).points());
    }

    /**
     * The points of a plane whose entry says where they lie, along both axes; nothing where their range is chosen.
     *
     * @throws RefusedException where an entry has bounds along one axis alone, or one bound of two
     */
    static Optional<Grid> axes(PlaneConfig entry, SurfaceConfig surface) {
        AxisConfig x = entry.axis("x", open(surface.x()));
        AxisConfig y = entry.axis("y", open(surface.y()));
        if (isOpen(x) && isOpen(y)) {
            return Optional.empty();
        }
        requireBounds(entry, "x", x);
        requireBounds(entry, "y", y);
        return Optional.of(new Grid(x, y));
    }

    private static AxisConfig open(AxisConfig axis) {
        return new AxisConfig(UNKNOWN.min(), UNKNOWN.max(), axis.points());
    }

    private static boolean isOpen(AxisConfig axis) {
        return Double.isNaN(axis.min()) && Double.isNaN(axis.max());
    }

    private static void requireBounds(PlaneConfig entry, String key, AxisConfig axis) {
        if (!Double.isFinite(axis.min()) || !Double.isFinite(axis.max())) {
            throw entry.refused(key, "min and max of both x and y, or of neither");
        }
    }

    private static List<PlaneSpec> read(PlaneConfig entry, RunConfig config) {
        BiFunction<PlaneConfig, RunConfig, List<PlaneSpec>> kind = KINDS.get(entry.type());
        if (kind == null) {
            throw entry.refused("type", "one of " + String.join(", ", kinds()));
        }
        return kind.apply(entry, config);
    }
}
