package io.lossatlas.plane;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Named;
import io.lossatlas.config.Split;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What names a surface: the one place where it is spelled and read back; {@link PlannedPlanes} enumerates.
 *
 * @param plane like {@code random-s1}
 * @param variant id of the network
 * @param step of the weights at the centre: updates made before them
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 */
public record SurfaceKey(String plane, String variant, int step, Split split, BnMode bn) implements Serializable {
    private static final int PARTS = 5;

    /** The name of the surface in the manifest. */
    public String scope() {
        return "%s/%s/%s".formatted(planeKey().scope(), split.text(), bn.text());
    }

    /**
     * The surface that the manifest names so.
     *
     * @throws IllegalArgumentException when that is no surface's name
     */
    public static SurfaceKey of(String scope) {
        String[] parts = scope.split("/", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("expected plane/variant/step/split/bn, found " + scope);
        }
        PlaneKey plane = PlaneKey.of(String.join("/", Arrays.copyOf(parts, PlaneKey.PARTS)));
        return plane.surface(Named.of(Split.values(), parts[3]), Named.of(BnMode.values(), parts[4]));
    }

    /** The plane that it lies in. */
    public PlaneKey planeKey() {
        return new PlaneKey(plane, variant, step);
    }

    /** The name of the surface as people read it. */
    public String title() {
        return "%s %s, step %d, %s, BN %s".formatted(variant, plane, step, split.text(), bn.text());
    }
}
