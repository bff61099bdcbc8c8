package io.lossatlas.config;

import java.util.Arrays;

/** A constant with the name that configurations, tables and manifests use for it. */
public interface Named {
    /** The name outside Java, in lower case. */
    String text();

    /**
     * The one of a name.
     *
     * @throws IllegalArgumentException when none has it
     */
    static <T extends Named> T of(T[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("expected one of %s, found %s"
                        .formatted(Arrays.stream(values).map(Named::text).toList(), text)));
    }
}
