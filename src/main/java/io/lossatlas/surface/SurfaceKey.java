package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Split;
import java.io.Serializable;
import java.util.Locale;

/**
 * What names a surface.
 *
 * @param plane like {@code random-s1}
 * @param variant id of the network
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 */
public record SurfaceKey(String plane, String variant, Split split, BnMode bn) implements Serializable {

    /** The key whose {@link #scope()} this is. */
    public static SurfaceKey ofScope(String scope) {
        String[] parts = scope.split("/", 4);
        return new SurfaceKey(
                parts[0],
                parts[1],
                Split.valueOf(parts[2].toUpperCase(Locale.ROOT)),
                BnMode.valueOf(parts[3].toUpperCase(Locale.ROOT)));
    }

    /** The name of the surface in the manifest. */
    public String scope() {
        return "%s/%s/%s/%s".formatted(plane, variant, split.text(), bn.text());
    }

    /** The name of its plane in the manifest: what its directions are filed under. */
    public String planeScope() {
        return plane + "/" + variant;
    }

    /** The name of the surface as people read it. */
    public String title() {
        return "%s %s, %s, BN %s".formatted(variant, plane, split.text(), bn.text());
    }
}
