package io.lossatlas.plane;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import java.io.Serializable;

/**
 * What names a plane through a network.
 *
 * @param plane like {@code random-s1}
 * @param variant id of the network
 * @param step of the weights at the centre: updates made before them
 */
public record PlaneKey(String plane, String variant, int step) implements Serializable {
    static final int PARTS = 3;

    /** The name of the plane in the manifest: what its directions are filed under. */
    public String scope() {
        return "%s/%s/%d".formatted(plane, variant, step);
    }

    /**
     * The plane that the manifest names so.
     *
     * @throws IllegalArgumentException when that is no plane's name
     */
    public static PlaneKey of(String scope) {
        String[] parts = scope.split("/", -1);
        if (parts.length != PARTS || !parts[2].matches("\\d{1,9}")) {
            throw new IllegalArgumentException("expected plane/variant/step, found " + scope);
        }
        return new PlaneKey(parts[0], parts[1], Integer.parseInt(parts[2]));
    }

    /** A surface in this plane. */
    public SurfaceKey surface(Split split, BnMode bn) {
        return new SurfaceKey(plane, variant, step, split, bn);
    }
}
