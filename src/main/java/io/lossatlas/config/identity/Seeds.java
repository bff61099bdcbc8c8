package io.lossatlas.config.identity;

import java.nio.ByteBuffer;

/** One independent stream of random numbers for each (seed, purpose, names), so that no draw shifts another. */
public final class Seeds {

    private Seeds() {}

    /**
     * The stream of a purpose.
     *
     * @param seed from the configuration
     * @param purpose what is drawn, like {@code "weights"}
     * @param names which one, like an axis and a block's name
     * @return a stream seeded by the first eight bytes of SHA-256 of all of them, joined by newlines
     */
    public static GaussianStream stream(long seed, String purpose, String... names) {
        String text = seed + "\n" + purpose + "\n" + String.join("\n", names);
        return new GaussianStream(ByteBuffer.wrap(Sha256.of(text)).getLong());
    }
}
