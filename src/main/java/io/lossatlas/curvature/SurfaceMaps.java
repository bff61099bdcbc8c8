package io.lossatlas.curvature;

import io.lossatlas.plane.SurfaceKey;
import io.lossatlas.store.Coverage;
import io.lossatlas.store.Manifest;
import io.lossatlas.store.Span;
import io.lossatlas.store.Table;
import java.util.List;
import java.util.Optional;

/** Maps of second derivatives over the grids of surfaces, as the manifest knows them: files of {@code curvature}. */
public final class SurfaceMaps {
    private static final String PREFIX = "map/";

    private SurfaceMaps() {}

    /** The name of the map of a surface. */
    public static String scope(SurfaceKey key) {
        return PREFIX + key.scope();
    }

    /** The surface of the map of this name; nothing where it names something else. */
    public static Optional<SurfaceKey> key(String scope) {
        return scope.startsWith(PREFIX)
                ? Optional.of(SurfaceKey.of(scope.substring(PREFIX.length())))
                : Optional.empty();
    }

    /** Whether a map has all points of its grid. */
    public static boolean isComplete(SurfaceKey key, Manifest manifest) {
        List<Span> covers = manifest.files(Table.CURVATURE, scope(key)).stream()
                .flatMap(file -> file.covers().stream())
                .toList();
        return !covers.isEmpty()
                && Coverage.missing(manifest.plane(key.plane()).size().points(), 1, covers)
                        .isEmpty();
    }
}
