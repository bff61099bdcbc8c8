package io.lossatlas.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Decompresses gzip (RFC 1952) in constant memory and forgives nothing: {@link java.util.zip.GZIPInputStream} silently
 * ignores whatever follows the last member, here it is an error, and Commons Compress keeps a header's name however long
 * it is, here it is skipped. Several members in a row count as one stream.
 */
final class Gunzip extends InputStream {
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private boolean ended;

    /** Reads the header of the first member. */
    Gunzip(InputStream in) throws IOException {
        this.in = in;
        header(required());
    }

    /** Whether a file that starts with these two unsigned bytes is compressed. */
    static boolean isGzip(int first, int second) {
        return first == FIRST && second == SECOND;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        while (!ended) {
            int n = inflate(into, offset, length);
            if (n > 0 || length == 0) {
                crc.update(into, offset, n);
                return n;
            }
            if (inflater.finished()) {
                nextMember();
            } else if (inflater.needsDictionary()) {
                throw new ZipException("a gzip stream with a preset dictionary");
            } else {
                fill();
                inflater.setInput(buffer, 0, limit);
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }

    private int inflate(byte[] into, int offset, int length) throws ZipException {
        try {
            return inflater.inflate(into, offset, length);
        } catch (DataFormatException e) {
            throw new ZipException("corrupt gzip data (%s)".formatted(e.getMessage()));
        }
    }

    private void nextMember() throws IOException {
        position = limit - inflater.getRemaining();
        long checksum = little(4);
        if (checksum != crc.getValue()) {
            throw new ZipException("gzip data whose CRC-32 is %08x, not %08x".formatted(crc.getValue(), checksum));
        }
        long size = little(4);
        long inflated = inflater.getBytesWritten() & 0xffffffffL;
        if (size != inflated) {
            throw new ZipException("gzip data of %d bytes, not %d as its trailer says".formatted(inflated, size));
        }
        int next = next();
        if (next < 0) {
            ended = true;
            return;
        }
        inflater.reset();
        crc.reset();
        header(next);
    }

    private void header(int first) throws IOException {
        if (!isGzip(first, required())) {
            throw new ZipException("trailing bytes after the gzip data");
        }
        int method = required();
        int flags = required();
        if (method != DEFLATE || (flags & RESERVED) != 0) {
            throw new ZipException("gzip header with method %d and flags %02x".formatted(method, flags));
        }
        discard(6);
        if ((flags & EXTRA) != 0) {
            discard(little(2));
        }
        if ((flags & NAME) != 0) {
            discardText();
        }
        if ((flags & COMMENT) != 0) {
            discardText();
        }
        if ((flags & HEADER_CRC) != 0) {
            discard(2);
        }
        inflater.setInput(buffer, position, limit - position);
    }

    private void discard(long bytes) throws IOException {
        for (long n = 0; n < bytes; n++) {
            required();
        }
    }

    private void discardText() throws IOException {
        while (required() != 0) {}
    }

    private long little(int bytes) throws IOException {
        long value = 0;
        for (int n = 0; n < bytes; n++) {
            value |= (long) required() << (8 * n);
        }
        return value;
    }

    private int required() throws IOException {
        int next = next();
        if (next < 0) {
            throw new EOFException("the end of the gzip data");
        }
        return next;
    }

    private int next() throws IOException {
        if (position == limit) {
            limit = Math.max(0, in.read(buffer));
            position = 0;
        }
        return limit == 0 ? -1 : buffer[position++] & 0xff;
    }

    private void fill() throws IOException {
        limit = in.read(buffer);
        if (limit <= 0) {
            limit = 0;
            throw new EOFException("the end of the gzip data");
        }
    }
}
