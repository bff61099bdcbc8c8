package io.lossatlas.data;

import io.lossatlas.config.identity.Sha256;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/**
 * One data file, plain or compressed, read once from front to back: header, body, end. Holds what is kept of the body,
 * which grows with what the file really has rather than with what its header promises, and a buffer.
 */
final class ContentReader implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final String file;
    private final InputStream content;
    private final MessageDigest digest = Sha256.digest();
    private final byte[] buffer = new byte[BUFFER];
    private long offset;

    /** Tells compressed from plain content by its first two bytes. */
    ContentReader(String file, InputStream raw) {
        this.file = file;
        try {
            byte[] start = raw.readNBytes(2);
            InputStream whole = new SequenceInputStream(new ByteArrayInputStream(start), raw);
            this.content =
                    start.length == 2 && Gunzip.isGzip(start[0] & 0xff, start[1] & 0xff) ? new Gunzip(whole) : whole;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** The file's name for messages. */
    String file() {
        return file;
    }

    /** Bytes of the uncompressed content read so far. */
    long offset() {
        return offset;
    }

    /** Reads a big-endian 32-bit number. */
    int number(String meaning) {
        return ByteBuffer.wrap(body(Integer.BYTES, Integer.BYTES, meaning)).getInt();
    }

    /**
     * Reads {@code total} bytes and gives the first {@code keep}.
     *
     * @param meaning what the bytes are, for the message
     * @throws DataFileException when the content ends before
     */
    byte[] body(long total, int keep, String meaning) {
        byte[] kept = new byte[Math.min(keep, BUFFER)];
        int held = 0;
        long end = offset + total;
        while (offset < end) {
            long at = offset;
            int n = read((int) Math.min(BUFFER, end - offset));
            if (n < 0) {
                throw new DataFileException(
                        file, at, "%s up to byte %d".formatted(meaning, end), "the end of the file");
            }
            int useful = Math.min(n, keep - held);
            if (held + useful > kept.length) {
                kept = Arrays.copyOf(kept, (int) Math.min(keep, 2L * kept.length));
            }
            System.arraycopy(buffer, 0, kept, held, useful);
            held += useful;
        }
        return kept;
    }

    /**
     * Reads a record of {@code length} bytes; empty at the end of the content.
     *
     * @throws DataFileException when the content ends within it
     */
    Optional<byte[]> record(int length, String meaning) {
        byte[] record = new byte[length];
        int held = 0;
        while (held < length) {
            int n = read(Math.min(BUFFER, length - held));
            if (n < 0 && held == 0) {
                return Optional.empty();
            }
            if (n < 0) {
                throw new DataFileException(file, offset, meaning, "the end of the file after %d".formatted(held));
            }
            System.arraycopy(buffer, 0, record, held, n);
            held += n;
        }
        return Optional.of(record);
    }

    /** Requires that nothing follows. */
    void end() {
        long end = offset;
        if (read(1) >= 0) {
            throw new DataFileException(file, end, "the end of the file", "trailing bytes");
        }
    }

    /** SHA-256 of what was read, in hexadecimal. */
    String sha256() {
        return Sha256.hex(digest);
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int read(int most) {
        try {
            int n = content.read(buffer, 0, most);
            if (n > 0) {
                digest.update(buffer, 0, n);
                offset += n;
            }
            return n;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private DataFileException unreadable(IOException e) {
        String expected = e instanceof EOFException ? "more content" : "readable content";
        return new DataFileException(file, offset, expected, String.valueOf(e.getMessage()), e);
    }
}
