package io.lossatlas.config;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

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
        return new GaussianStream(ByteBuffer.wrap(sha256(text)).getLong());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
