package io.lossatlas.results;

import io.lossatlas.config.Wiring;
import io.lossatlas.model.Variant;

/** Networks of width 8 and learning rate 0.05. */
public final class Nets {
    private Nets() {}

    /** Without skip connections, of seed 1. */
    public static Network plain(int depth) {
        return plain(depth, 1);
    }

    /** Without skip connections. */
    public static Network plain(int depth, long seed) {
        return Network.of(new Variant(depth, Wiring.PLAIN, 8, seed, 0.05));
    }

    /** With skip connections, of seed 1. */
    public static Network skip(int depth) {
        return skip(depth, 1);
    }

    /** With skip connections. */
    public static Network skip(int depth, long seed) {
        return Network.of(new Variant(depth, Wiring.SKIP, 8, seed, 0.05));
    }
}
