package io.lossatlas.bench.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files by which a peer is given what is too large for a command. Each replaces the one of its name.
 *
 * @param folder where they are
 */
public record PeerFiles(TemporaryFolder folder) {
    private static final int BUFFER = 1 << 16;

    /** Writes bytes; gives the path. */
    public String bytes(String name, byte[] content) {
        return folder.write(name, content).toString();
    }

    /** Writes little-endian floats; gives the path. */
    public String floats(String name, float[] values) {
        Path file = folder.path().resolve(name);
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int from = 0; from < values.length; from += BUFFER) {
                int count = Math.min(BUFFER, values.length - from);
                buffer.clear().asFloatBuffer().put(values, from, count);
                out.write(buffer.array(), 0, count * Float.BYTES);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        return file.toString();
    }

    /** Writes little-endian ints; gives the path. */
    public String ints(String name, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(values);
        return bytes(name, bytes.array());
    }
}
