package io.lossatlas.surface;

import io.lossatlas.config.BnMode;
import io.lossatlas.config.Named;
import io.lossatlas.config.Split;
import java.io.Serializable;
import java.util.Arrays;

/**
 * What names a surface.
 *
 * @param plane like {@code random-s1}
 * @param variant id of the network
 * @param split the data it is evaluated on
 * @param bn where batch normalisation takes its statistics from
 */
public record SurfaceKey(String plane, String variant, Split split, BnMode bn) implements Serializable {

    /** The name of the surface in the manifest. */
    public String scope() {
        return "%s/%s/%s/%s".formatted(plane, variant, split.text(), bn.text());
    }

    /**
     * The surface that the manifest names so.
     *
     * @throws IllegalArgumentException when that is no surface's name
     */
    public static SurfaceKey of(String scope) {
        String[] parts = scope.split("/", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("expected plane/variant/split/bn, found " + scope);
        }
        return new SurfaceKey(parts[0], parts[1], named(Split.values(), parts[2]), named(BnMode.values(), parts[3]));
    }

    private static <T extends Named> T named(T[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of %s, found %s"
                        .formatted(Arrays.stream(values).map(Named::text).toList(), text)));
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
